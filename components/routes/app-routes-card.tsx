'use client';
import { Pencil, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { IconButton } from '@/components/ui/icon-button';
import type { AppDetailDto } from '@/lib/apps/contract';
import { useRoutes } from '@/lib/routes/client/use-routes';
import type { RouteDto } from '@/lib/routes/contract';
import { addressOf, filterRoutes } from '@/lib/routes/model/filter-routes';
import { findInSpec } from '@/lib/routes/model/route-draft';
import { OpenAddress, routeHref, TlsMark } from './route-address';
import { RouteStateBadge } from './route-state';
import { RoutesDialog } from './routes-dialog';
import { RequestsCell } from './traffic-cells';
import { useReason } from './use-reason';

/** Where traffic comes in to one app. An app without a TCP port has nothing that a route could lead to. */
export function AppRoutesCard({ app }: { app: AppDetailDto }) {
  const t = useTranslations('routes.app');
  const mayDeploy = useMay('app:deploy', app.path);
  const { data } = useRoutes(app.id);
  const [start, setStart] = useState<number | 'new' | null>(null);
  const routes = filterRoutes(data?.items ?? [], { search: '', state: null, environment: null, sort: 'address' });
  if (routes.length === 0 && app.spec.routes.length === 0 && !app.spec.ports.some(({ protocol }) => protocol === 'tcp')) return null;
  return (
    <Card>
      <CardHeader><CardTitle>{t('title')}</CardTitle>{mayDeploy && <Button size="sm" onClick={() => setStart('new')}><Plus aria-hidden />{t('add')}</Button>}</CardHeader>
      {data && routes.length === 0 && <p className="px-4 py-5 text-center text-sm text-fg-muted">{t('none')}</p>}
      {!data && <p className="px-4 py-5 text-center text-sm text-fg-muted" aria-hidden>…</p>}
      <ul className="divide-y divide-line">{routes.map((route) => <Line key={route.id} route={route} onEdit={mayDeploy ? () => setStart(findInSpec(app.spec.routes, route)) : undefined} />)}</ul>
      {start !== null && <RoutesDialog app={app} start={start} onClose={() => setStart(null)} />}
    </Card>
  );
}

function Line({ route, onEdit }: { route: RouteDto; onEdit: (() => void) | undefined }) {
  const t = useTranslations('routes');
  const reason = useReason()(route);
  const address = addressOf(route);
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1 text-[13px]">
        <p className="flex min-w-0 items-center gap-1.5"><TlsMark route={route} spaced /><Link prefetch={false} href={routeHref(route)} title={address} className="min-w-0 truncate font-medium hover:underline">{address}</Link>{route.url && <OpenAddress url={route.url} label={t('list.open', { address })} />}</p>
        {reason && <p className="truncate pl-5 text-xs text-fg-muted" title={reason}>{reason}</p>}
      </div>
      <span className="shrink-0 text-right text-xs text-fg-muted tabular-nums max-sm:hidden"><RequestsCell route={route} /> {t('list.requests')}</span>
      <span className="shrink-0"><RouteStateBadge state={route.state} /></span>
      {onEdit && <IconButton label={t('app.editOne', { address })} icon={<Pencil />} onClick={onEdit} />}
    </li>
  );
}
