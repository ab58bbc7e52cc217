'use client';
import { KeyRound, ShieldQuestion } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { useHeld } from '@/lib/access/client/use-held';
import { AccessQuestion } from './access-question';
import { AskDialog } from './ask-dialog';
import { Elevations } from './elevations';
import { useRoleName } from './role-name';

/** What the reader holds and because of what; a question about any place; a role for a while. */
export function MyAccessPage() {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const { data } = useHeld();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <PageHeader title={t('mine')} description={t('mineText')} actions={<><Button asChild><Link href="/account" prefetch={false}><KeyRound aria-hidden />{t('tokens')}</Link></Button><Button variant="primary" onClick={() => setAsking(true)}><ShieldQuestion aria-hidden />{t('ask')}</Button></>} />
      <div className="flex flex-col gap-4">
        <Elevations own />
        <Card>
          <CardHeader><CardTitle>{t('held')}</CardTitle></CardHeader>
          {!data && <SkeletonRows rows={2} />}
          {data?.length === 0 && <CardBody><p className="text-sm text-fg-muted">{t('heldNothing')}</p></CardBody>}
          {data && data.length > 0 && (
            <Table label={t('held')}>
              <THead><Tr><Th>{t('role')}</Th><Th>{t('on')}</Th><Th>{t('through')}</Th><Th>{t('until')}</Th></Tr></THead>
              <TBody>
                {data.map((one, index) => (
                  <Tr key={index}>
                    <Td><details><summary className="cursor-pointer">{roleName(one.role)}</summary><p className="mt-1 flex max-w-xl flex-wrap gap-1">{one.permissions.map((permission) => <Badge key={permission}>{permission}</Badge>)}</p></details></Td>
                    <Td className="whitespace-nowrap">{one.group === '/' ? t('everything') : one.group}</Td>
                    <Td className="text-fg-muted">{one.team ?? t('yourself')}</Td>
                    <Td className="text-xs whitespace-nowrap text-fg-muted">{one.endsAt ? <RelativeTime at={one.endsAt} /> : t('open')}</Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
          )}
        </Card>
        <AccessQuestion />
      </div>
      {asking && <AskDialog onClose={() => setAsking(false)} />}
    </>
  );
}
