'use client';
import { Pencil, Signpost } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useRoutes } from '@/lib/routes/client/use-routes';
import type { RouteDto } from '@/lib/routes/contract';
import { addressOf } from '@/lib/routes/model/filter-routes';
import { AccessLog } from './access-log';
import { MaintenanceButton } from './maintenance-button';
import { ProxyBanners } from './proxy-banners';
import { OpenAddress, TlsMark } from './route-address';
import { RouteInstances } from './route-instances';
import { RouteFacts } from './route-facts';
import { RouteStateBadge } from './route-state';
import { RoutesDialogOf } from './routes-dialog-of';
import { TrafficCharts } from './traffic-charts';
import { TrafficFigures } from './traffic-figures';
import { useReason } from './use-reason';

const LONG = 60;

/** `app` spares the console the routes of all others. */
export function RoutePage({ routeId, app }: { routeId: string; app?: string }) {
  const t = useTranslations('routes');
  const { data, error, refetch } = useRoutes(app);
  const route = data?.items.find(({ id }) => id === routeId);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  if (!route) return <><PageHeader breadcrumbs={[{ href: '/routes', label: t('list.title') }]} title={t('list.title')} /><Card><EmptyState icon={<Signpost />} title={t('page.gone')} description={t('page.goneText')} action={<Button asChild><Link href="/routes" prefetch={false}>{t('page.all')}</Link></Button>} /></Card></>;
  return <OneRoute route={route} proxies={data.proxies} />;
}

function OneRoute({ route, proxies }: { route: RouteDto; proxies: Parameters<typeof ProxyBanners>[0]['proxies'] }) {
  const t = useTranslations('routes');
  const [mayDeploy, mayRead] = [useMay('app:deploy', route.appPath), useMay('container:logs', route.appPath)];
  const [editing, setEditing] = useState(false);
  const reason = useReason()(route);
  const address = addressOf(route);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ href: '/routes', label: t('list.title') }]}
        title={<span className={`inline-flex max-w-full items-center gap-2 ${address.length > LONG ? 'text-base max-sm:text-sm' : ''}`}><TlsMark route={route} /><span className="min-w-0">{address}</span>{route.url && <OpenAddress url={route.url} label={t('list.open', { address })} />}</span>}
        badge={<RouteStateBadge state={route.state} />}
        actions={mayDeploy && <><MaintenanceButton route={route} /><Button size="sm" onClick={() => setEditing(true)}><Pencil aria-hidden />{t('page.edit')}</Button></>}
      />
      <ProxyBanners proxies={proxies.filter(({ environmentId }) => environmentId === route.environmentId)} />
      {reason && route.state !== 'redirect' && <Reason state={route.state} text={reason} />}
      <div className="grid gap-4 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <TrafficFigures route={route} />
          <Card><CardHeader><CardTitle>{t('page.instances')}</CardTitle></CardHeader><RouteInstances route={route} /></Card>
        </div>
        <Card className="self-start"><CardHeader><CardTitle>{t('page.options')}</CardTitle></CardHeader><CardBody><RouteFacts route={route} /></CardBody></Card>
      </div>
      <div className="mt-4 flex flex-col gap-4">
        <TrafficCharts history={route.history} />
        {mayRead && <AccessLog route={route} />}
      </div>
      {editing && <RoutesDialogOf appId={route.appId} start={route} onClose={() => setEditing(false)} />}
    </>
  );
}

const BOX: Record<RouteDto['state'], string> = {
  down: 'border-danger/40 bg-danger-soft text-danger', degraded: 'border-warning/40 bg-warning-soft text-warning', unknown: 'border-warning/40 bg-warning-soft text-warning',
  maintenance: 'border-info/40 bg-info-soft text-info', ok: 'border-line bg-surface-raised', redirect: 'border-line bg-surface-raised',
};
const Reason = ({ state, text }: { state: RouteDto['state']; text: string }) => <div role={state === 'down' ? 'alert' : 'status'} className={`mb-4 rounded-lg border px-4 py-3 text-sm [overflow-wrap:anywhere] ${BOX[state]}`}>{text}</div>;
