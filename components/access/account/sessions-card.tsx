'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import { useSessions } from '@/lib/access/client/use-sessions';
import type { revokeOtherSessions, revokeSession } from '@/lib/access/contract';
import { describeDevice } from '@/lib/access/model/describe-device';
import { callApi } from '@/lib/platform/client/call-api';

export function SessionsCard() {
  const t = useTranslations('access.account');
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useSessions();
  const end = useMutation({
    mutationFn: (id: string | null) =>
      id === null
        ? callApi<typeof revokeOtherSessions>({ method: 'DELETE', path: '/api/v1/me/sessions' })
        : callApi<typeof revokeSession>({ method: 'DELETE', path: '/api/v1/me/sessions/[id]', params: { id } }),
    onSuccess: () => toast.success(t('sessionsEnded')),
    onError: (problem) => toast.error(problem),
    onSettled: () => queries.invalidateQueries({ queryKey: accessKeys.sessions }),
  });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('sessions')}</CardTitle>
        {data && data.items.length > 1 && <Button size="sm" variant="danger" loading={end.isPending && end.variables === null} onClick={() => end.mutate(null)}>{t('revokeOthers')}</Button>}
      </CardHeader>
      {error && <div className="p-4"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={2} />}
      {data && (
        <ul className="divide-y divide-line">
          {data.items.map((session) => {
            const device = describeDevice(session.userAgent);
            const name = [device.browser, device.system].filter(Boolean).join(' · ') || t('unknownDevice');
            return (
              <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
                {device.phone ? <Smartphone className="size-5 shrink-0 text-fg-muted" aria-hidden /> : <Monitor className="size-5 shrink-0 text-fg-muted" aria-hidden />}
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-center gap-2 text-sm font-medium" title={session.userAgent}>{name}{session.current && <Badge tone="success">{t('thisSession')}</Badge>}</p>
                  <p className="text-xs text-fg-muted">
                    {session.address} · {t('lastSeen')} <RelativeTime at={session.lastSeenAt} /> · {t('signedIn')} <RelativeTime at={session.createdAt} />
                  </p>
                </div>
                {!session.current && (
                  <Button size="sm" aria-label={t('revokeNamed', { device: name, address: session.address })} loading={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>{t('revoke')}</Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
