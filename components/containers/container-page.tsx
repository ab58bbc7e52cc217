'use client';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import { TabNav } from '@/components/ui/tab-nav';
import { useContainer } from '@/lib/containers/client/use-container';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { Place } from '@/lib/containers/client/container-key';
import { ApiError } from '@/lib/platform/client/call-api';
import type { ContainerDetail } from '@/lib/containers/contract';
import { Box } from 'lucide-react';
import { ContainerActions } from './container-actions';
import { HealthBadge, StateBadge } from './container-state';
import { KnownFacts } from './known-facts';
import { OverviewTab } from './overview-tab';
import { ReplacementBanner } from './replacement-banner';

const loading = () => <Skeleton className="h-72" />;
const LogViewer = dynamic(() => import('@/components/logs/log-viewer').then((module) => module.LogViewer), { ssr: false, loading });
const TerminalPanel = dynamic(() => import('@/components/terminal/terminal-panel').then((module) => module.TerminalPanel), { ssr: false, loading });
const ContainerCharts = dynamic(() => import('@/components/metrics/container-charts').then((module) => module.ContainerCharts), { ssr: false, loading });
const ChangesTab = dynamic(() => import('./changes-tab').then((module) => module.ChangesTab), { loading });
const ProcessesTab = dynamic(() => import('./processes-tab').then((module) => module.ProcessesTab), { loading });
const ResourceHistory = dynamic(() => import('@/components/history/resource-history').then((module) => module.ResourceHistory), { loading });
const InspectTab = dynamic(() => import('./inspect-tab').then((module) => module.InspectTab), { loading });

const TABS = ['overview', 'logs', 'stats', 'terminal', 'files', 'processes', 'inspect', 'history'] as const;

export function ContainerPage(place: Place) {
  const t = useTranslations('containers');
  const [tab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('overview'));
  const { data, isPending, error, refetch } = useContainer(place);
  const known = useInventory('container').data?.find((row) => row.environmentId === place.environmentId && row.id === place.containerId);
  const mayReadLogs = useMay('container:logs');
  const mayExec = useMay('container:exec');
  const maySeeHistory = useMay('audit:view');
  const tabs = TABS.filter((value) => (value !== 'logs' || mayReadLogs) && (value !== 'terminal' || mayExec) && (value !== 'history' || maySeeHistory));

  if (isPending) return <SkeletonRows rows={8} />;
  if (!data) {
    const gone = error instanceof ApiError && error.problem.status === 404;
    return (
      <>
        <PageHeader title={known ? <bdi>{known.name}</bdi> : t('detail.container')} breadcrumbs={[{ href: '/containers', label: t('list.title') }]} badge={known && <span className="flex gap-1.5"><StateBadge row={known} />{known.health !== 'none' && <HealthBadge health={known.health} />}</span>} />
        <ReplacementBanner place={place} />
        {gone ? <EmptyState icon={<Box />} title={t('detail.gone')} description={error.message} action={<Button asChild><Link href="/containers">{t('detail.toList')}</Link></Button>} /> : <ErrorState error={error} onRetry={() => void refetch()} />}
        {!gone && known && <KnownFacts row={known} />}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={<bdi>{data.name}</bdi>}
        breadcrumbs={[{ href: '/containers', label: t('list.title') }, { label: data.environmentName }]}
        badge={<span className="flex gap-1.5"><StateBadge row={{ state: data.state.status, exitCode: data.state.exitCode }} />{data.health && data.state.status === 'running' && <HealthBadge health={healthOf(data)} />}</span>}
        actions={<ContainerActions container={data} />}
      />
      {error && <div className="mb-3"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      <ReplacementBanner place={place} />
      {data.app && <p className="mb-3 rounded-lg border border-line bg-info-soft px-3 py-2 text-sm text-info">{t.rich('detail.owned', { app: () => <Link className="font-medium underline" href={`/applications/${data.app!.id}`}>{data.app!.path}</Link> })}</p>}
      <TabNav label={t('detail.tabs')} current={tab} items={tabs.map((value) => ({ value, label: t(`tabs.${value}`), href: `/containers/${place.environmentId}/${place.containerId}${value === 'overview' ? '' : `?tab=${value}`}` }))} />
      <TabBody tab={tab} container={data} place={{ environmentId: data.environmentId, containerId: data.id }} />
    </>
  );
}

const healthOf = ({ health }: ContainerDetail) => (health?.status === 'healthy' || health?.status === 'unhealthy' || health?.status === 'starting' ? health.status : 'none');

function TabBody({ tab, container, place }: { tab: (typeof TABS)[number]; container: ContainerDetail; place: Place }) {
  switch (tab) {
    case 'overview': return <OverviewTab container={container} />;
    case 'logs': return <LogViewer {...place} />;
    case 'stats': return <ContainerCharts {...place} />;
    case 'terminal': return <TerminalPanel {...place} />;
    case 'files': return <ChangesTab place={place} />;
    case 'processes': return <ProcessesTab place={place} running={container.state.status === 'running' || container.state.status === 'paused'} />;
    case 'history': return <ResourceHistory target={[container.name, container.id, `/api/v1/environments/${place.environmentId}/containers/${place.containerId}`]} />;
    case 'inspect': return <InspectTab place={place} />;
  }
}
