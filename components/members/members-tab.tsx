'use client';
import { Trash2, UserPlus, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useGrantActions, useGrants } from '@/lib/members/client/use-members';
import type { GrantDto } from '@/lib/members/contract';
import { Elevations } from './elevations';
import { GrantDialog } from './grant-dialog';
import { useRoleName } from './role-name';

/** Who holds what on a group, by whom and until when; and who asks for more for a while. */
export function MembersTab({ group }: { group: string }) {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const { data, error, refetch } = useGrants(group);
  const { remove } = useGrantActions();
  const mayInvite = useMay('member:invite', group);
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<GrantDto | null>(null);
  const add = mayInvite && <Button size="sm" variant="primary" onClick={() => setGiving(true)}><UserPlus aria-hidden />{t('give')}</Button>;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-4">
      <Elevations group={group} />
      <Card>
        <CardHeader><CardTitle>{t('grants')}</CardTitle>{data && data.length > 0 && add}</CardHeader>
        {!data && <SkeletonRows />}
        {data?.length === 0 && <EmptyState icon={<Users />} title={t('nobody')} description={t('nobodyText')} action={add} />}
        {data && data.length > 0 && (
          <Table label={t('grants')}>
            <THead><Tr><Th>{t('who')}</Th><Th>{t('role')}</Th><Th>{t('on')}</Th><Th>{t('until')}</Th><Th className="max-md:hidden">{t('given')}</Th><Th /></Tr></THead>
            <TBody>
              {data.map((grant) => (
                <Tr key={grant.id}>
                  <Td><span className="flex flex-col"><span className="[overflow-wrap:anywhere]">{grant.subject.name}</span><span className="text-xs text-fg-muted">{grant.subject.kind === 'team' ? t('teamOf', { count: Number(grant.subject.detail) }) : grant.subject.kind === 'token' ? t('tokenOf', { owner: grant.subject.detail }) : grant.subject.detail}</span></span></Td>
                  <Td>{roleName(grant.role)}</Td>
                  <Td className="text-[13px] whitespace-nowrap">{grant.group === group ? <span className="text-fg-muted">{t('here')}</span> : grant.group}</Td>
                  <Td className="text-xs whitespace-nowrap text-fg-muted">{grant.endsAt ? <RelativeTime at={grant.endsAt} /> : t('open')}</Td>
                  <Td className="text-xs text-fg-muted max-md:hidden"><RelativeTime at={grant.createdAt} /> · {grant.createdBy}{grant.source !== 'manual' && <> <Badge>{t.has(`sources.${grant.source}`) ? t(`sources.${grant.source}`) : grant.source}</Badge></>}</Td>
                  <Td className="text-right">{grant.mayRemove && <IconButton label={t('take', { name: grant.subject.name })} icon={<Trash2 />} onClick={() => setTaking(grant)} />}</Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
      {giving && <GrantDialog group={group} onClose={() => setGiving(false)} />}
      {taking && <ConfirmDialog open onOpenChange={() => setTaking(null)} danger title={t('takeTitle', { name: taking.subject.name })} confirmLabel={t('takeConfirm')} onConfirm={async () => { await remove.mutateAsync(taking.id).catch((failure: unknown) => toast.error(failure)); setTaking(null); }}><p>{t('takeText', { role: roleName(taking.role), group: taking.group })}</p></ConfirmDialog>}
    </div>
  );
}
