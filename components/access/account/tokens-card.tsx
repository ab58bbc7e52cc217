'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import { useTokens } from '@/lib/access/client/use-tokens';
import type { revokeToken } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import type { Permission } from '@/lib/platform/endpoint';
import { NewTokenDialog } from './new-token-dialog';

type Token = NonNullable<ReturnType<typeof useTokens>['data']>['items'][number];

export function TokensCard({ permissions }: { permissions: readonly Permission[] }) {
  const t = useTranslations('access.account');
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useTokens();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token>();
  const revoke = useMutation({
    mutationFn: (id: string) => callApi<typeof revokeToken>({ method: 'DELETE', path: '/api/v1/tokens/[id]', params: { id } }),
    onSuccess: () => toast.success(t('tokenRevoked')),
    onError: (problem) => toast.error(problem),
    onSettled: () => queries.invalidateQueries({ queryKey: accessKeys.tokens }),
  });
  const openDialog = <Button size="sm" variant="primary" onClick={() => setMaking(true)}><Plus aria-hidden />{t('newToken')}</Button>;
  return (
    <Card>
      <CardHeader><CardTitle>{t('tokens')}</CardTitle>{data && data.items.length > 0 && openDialog}</CardHeader>
      {error && <div className="p-4"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={2} />}
      {data?.items.length === 0 && <EmptyState icon={<KeyRound />} title={t('noTokens')} description={t('noTokensText')} action={openDialog} />}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line">
          {data.items.map((token) => (
            <li key={token.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
                  <span className="[overflow-wrap:anywhere]">{token.name}</span>
                  <code className="font-mono text-xs font-normal text-fg-muted">{token.prefix}…</code>
                  <Expiry expiresAt={token.expiresAt} />
                </p>
                <p className="text-xs text-fg-muted">
                  {t('created')} <RelativeTime at={token.createdAt} /> · {token.lastUsedAt ? <>{t('lastUsed')} <RelativeTime at={token.lastUsedAt} /></> : t('neverUsed')} · <span title={token.permissions.join(', ')}>{t('permissionCount', { count: token.permissions.length })}</span>
                </p>
              </div>
              <Button size="sm" variant="danger" aria-label={t('revokeTokenNamed', { name: token.name })} onClick={() => setRevoking(token)}>{t('revokeToken')}</Button>
            </li>
          ))}
        </ul>
      )}
      {making && <NewTokenDialog permissions={permissions} onClose={() => setMaking(false)} />}
      <ConfirmDialog
        open={revoking !== undefined}
        onOpenChange={(open) => { if (!open) setRevoking(undefined); }}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        confirmLabel={t('revokeToken')}
        danger
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync(revoking.id).catch(() => undefined);
          setRevoking(undefined);
        }}
      >
        <p>{t('revokeText')}</p>
      </ConfirmDialog>
    </Card>
  );
}

function Expiry({ expiresAt }: { expiresAt: string | null }) {
  const t = useTranslations('access.account');
  const [now] = useState(() => Date.now());
  if (expiresAt === null) return <Badge>{t('neverExpires')}</Badge>;
  if (Date.parse(expiresAt) < now) return <Badge tone="danger">{t('expired')}</Badge>;
  return <Badge tone="info">{t('expires')} <RelativeTime at={expiresAt} /></Badge>;
}
