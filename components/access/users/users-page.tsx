'use client';
import { UserPlus, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Th, THead, Tr } from '@/components/ui/table';
import { useUsers } from '@/lib/access/client/use-users';
import { InviteDialog } from './invite-dialog';
import { LinkDialog, type ShownLink } from './link-dialog';
import { UserRow } from './user-row';

export function UsersPage({ ownId }: { ownId: string }) {
  const t = useTranslations('access.users');
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault('').withOptions({ history: 'replace', throttleMs: 200 }));
  const { data, error, isPending, refetch } = useUsers(useDeferredValue(search));
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<ShownLink>();
  const invite = <Button variant="primary" onClick={() => setInviting(true)}><UserPlus aria-hidden />{t('invite')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} badge={data && <span className="text-sm text-fg-muted tabular-nums">{t('count', { count: data.total })}</span>} actions={invite} />
      <div className="mb-3"><SearchInput value={search} onChange={(text) => void setSearch(text || null)} placeholder={t('search')} /></div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card className="overflow-hidden">
        {isPending && <SkeletonRows rows={4} />}
        {data?.items.length === 0 && <EmptyState icon={<Users />} title={t('nobody')} description={t('nobodyText')} action={<Button onClick={() => void setSearch(null)}>{t('clear')}</Button>} />}
        {data && data.items.length > 0 && (
          <Table label={t('title')}>
            <THead>
              <Tr><Th>{t('name')}</Th><Th>{t('role')}</Th><Th className="hidden sm:table-cell">{t('state')}</Th><Th className="hidden sm:table-cell">{t('lastSignIn')}</Th><Th><span className="sr-only">{t('actions')}</span></Th></Tr>
            </THead>
            <TBody>{data.items.map((user) => <UserRow key={user.id} user={user} isSelf={user.id === ownId} onLink={setLink} />)}</TBody>
          </Table>
        )}
      </Card>
      {inviting && <InviteDialog onClose={() => setInviting(false)} onLink={(shown) => { setInviting(false); setLink(shown); }} />}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </>
  );
}
