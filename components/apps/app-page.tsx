'use client';
import { ArrowUpFromLine, FileOutput, FolderInput, MoreHorizontal, Pause, Pencil, Play, RotateCw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { RelativeTime } from '@/components/ui/relative-time';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import { useApp } from '@/lib/apps/client/use-apps';
import type { AppDetailDto } from '@/lib/apps/contract';
import { ExportDialog } from '@/components/imports/export-dialog';
import { AppRoutesCard } from '@/components/routes/app-routes-card';
import { CiCard } from '@/components/ci/ci-card';
import { ResourceHistory } from '@/components/history/resource-history';
import { ActiveDeployment } from './active-deployment';
import { AppStatusBadge, HealthBar } from './app-status';
import { DebugCard } from './debug-card';
import { DeploymentList } from './deployment-list';
import { DriftCard } from './drift-card';
import { isActive } from './deployment-status';
import { InstanceTable } from './instance-table';
import { groupHref, MoveDialog } from './list/group-dialogs';
import { PlacementCard } from './placement-card';
import { PromoteDialog } from './promote-dialog';
import { PromotionsCard } from './promotions-card';
import { ScaleControl } from './scale-control';
import { useForcible } from './use-forcible';
import { VersionList } from './version-list';

export function AppPage({ appId }: { appId: string }) {
  const t = useTranslations('apps.page');
  const { data: app, error, refetch } = useApp(appId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!app) return <SkeletonRows />;
  const active = app.deployments.find(isActive);
  const last = app.deployments[0];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ href: '/applications', label: t('applications') }, ...app.path.slice(1).split('/').map((label, index, all) => ({ label, ...(index < all.length - 1 && { href: groupHref(`/${all.slice(0, index + 1).join('/')}`) }) }))]}
        title={app.path}
        badge={<AppStatusBadge status={app.status} />}
        actions={<Actions app={app} />}
      />
      {last?.status === 'failed' && <div role="alert" className="mb-4 rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger [overflow-wrap:anywhere]"><strong className="font-semibold">{t('lastFailed')}</strong> {last.reason?.detail} {last.fromVersion !== null && last.kind === 'deploy' && t('backTo', { version: app.version })}</div>}
      {app.nextTryAt && <div role="status" className="mb-4 flex flex-wrap items-center gap-3 rounded-lg border border-warning/40 bg-warning-soft px-4 py-2 text-sm text-warning">{t('nextTry')} <RelativeTime at={app.nextTryAt} /><RetryNow appId={app.id} path={app.path} /></div>}
      <PromotionsCard toPath={app.path} />
      <DriftCard app={app} />
      {!active && app.reason && app.status !== 'running' && last?.status !== 'failed' && <div role="alert" className="mb-4 rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger [overflow-wrap:anywhere]">{app.reason.detail}</div>}
      {app.placement && <PlacementCard placement={app.placement} />}
      {active && <ActiveDeployment app={app} deployment={active} />}
      <div className="grid gap-4 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <CardHeader><CardTitle>{t('instances')}</CardTitle><ScaleControl app={app} /></CardHeader>
            <div className="px-4 pt-3"><HealthBar segments={app.segments} /></div>
            <InstanceTable app={app} />
          </Card>
          <AppRoutesCard app={app} />
          <Card><CardHeader><CardTitle>{t('deployments')}</CardTitle></CardHeader><DeploymentList deployments={app.deployments} offersUndo={!active} /></Card>
          <ResourceHistory target={[app.path, `/api/v1/apps/${app.id}`]} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <DebugCard app={app} />
          <Card><CardHeader><CardTitle>{t('spec')}</CardTitle></CardHeader><CardBody><SpecFacts app={app} /></CardBody></Card>
          <Card><CardHeader><CardTitle>{t('versions')}</CardTitle></CardHeader><VersionList app={app} /></Card>
          <CiCard appId={app.id} path={app.path} />
        </div>
      </div>
    </>
  );
}

function SpecFacts({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.form');
  const { spec } = app;
  return (
    <Facts
      items={[
        { label: t('environment'), value: app.environment },
        { label: t('image'), value: <span className="font-mono text-xs">{spec.image}</span> },
        ...(spec.args ? [{ label: t('args'), value: <span className="font-mono text-xs">{spec.args.join(' ')}</span> }] : []),
        { label: t('cpus'), value: spec.cpus },
        { label: t('mem'), value: spec.mem },
        { label: t('ports'), value: spec.ports.map((port) => `${port.hostPort ?? '*'}→${port.containerPort}/${port.protocol}`).join(', ') || '—' },
        { label: t('env'), value: Object.keys(spec.env).join(', ') || '—' },
        { label: t('restart'), value: t(`restarts.${spec.restart}`) },
        { label: t('upgradeStrategy'), value: <StrategyName kind={spec.upgradeStrategy.kind} /> },
      ]}
    />
  );
}

function Actions({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  const router = useRouter();
  const [mayDeploy, mayScale] = [useMay('app:deploy', app.path), useMay('app:scale', app.path)];
  const actions = useAppActions();
  const [asking, setAsking] = useState<'suspend' | 'destroy' | 'promote' | 'move' | 'export' | null>(null);
  const { attempt, dialog } = useForcible();
  const of = { appId: app.id };
  // Who types the path, or confirms that all stops, takes over from whatever is under way.
  const destroy = () => attempt(async () => { await actions.destroy.mutateAsync({ ...of, force: true }); router.push('/applications'); });
  const suspend = () => attempt(() => actions.suspend.mutateAsync({ ...of, force: true })).then(() => setAsking(null));
  return (
    <>
      {dialog}
      {mayScale && <Button size="sm" loading={actions.restart.isPending} onClick={() => void attempt((force) => actions.restart.mutateAsync({ ...of, force }))}><RotateCw aria-hidden />{t('restart')}</Button>}
      {mayScale && app.status === 'suspended' && <Button size="sm" loading={actions.resume.isPending} onClick={() => void attempt((force) => actions.resume.mutateAsync({ ...of, force }))}><Play aria-hidden />{t('resume')}</Button>}
      {mayScale && app.status !== 'suspended' && <Button size="sm" onClick={() => setAsking('suspend')}><Pause aria-hidden />{t('suspend')}</Button>}
      {mayDeploy && <Button size="sm" asChild><Link href={`/applications/${app.id}/edit`} prefetch={false}><Pencil aria-hidden />{t('edit')}</Link></Button>}
      {mayDeploy && <DropdownMenu trigger={<Button size="sm" aria-label={t('menu')}><MoreHorizontal aria-hidden /></Button>} items={[{ label: t('promote'), icon: <ArrowUpFromLine />, onSelect: () => setAsking('promote') }, { label: t('move'), icon: <FolderInput />, onSelect: () => setAsking('move') }, { label: t('export'), icon: <FileOutput />, onSelect: () => setAsking('export') }, 'separator', { label: t('destroy'), icon: <Trash2 />, danger: true, onSelect: () => setAsking('destroy') }]} />}
      {asking === 'promote' && <PromoteDialog app={app} onClose={() => setAsking(null)} />}
      {asking === 'export' && <ExportDialog appId={app.id} path={app.path} onClose={() => setAsking(null)} />}
      {asking === 'move' && <MoveDialog from={app.path} isApp onClose={() => setAsking(null)} />}
      <ConfirmDialog open={asking === 'suspend'} onOpenChange={() => setAsking(null)} title={t('suspendTitle', { path: app.path })} confirmLabel={t('suspend')} onConfirm={suspend}><p>{t('suspendText', { count: app.instances.total })}</p></ConfirmDialog>
      <ConfirmDialog open={asking === 'destroy'} onOpenChange={() => setAsking(null)} title={t('destroyTitle', { path: app.path })} confirmLabel={t('destroy')} danger typeToConfirm={app.path} onConfirm={destroy}><p>{t('destroyText', { count: app.instances.total })}</p></ConfirmDialog>
    </>
  );
}

function RetryNow({ appId, path }: { appId: string; path: string }) {
  const t = useTranslations('apps.page');
  const may = useMay('app:scale', path);
  const { retry } = useAppActions();
  const { attempt } = useForcible();
  return may && <Button size="sm" loading={retry.isPending} onClick={() => void attempt(() => retry.mutateAsync({ appId }))}>{t('retryNow')}</Button>;
}

function StrategyName({ kind }: { kind: AppDetailDto['spec']['upgradeStrategy']['kind'] }) {
  const t = useTranslations('apps.strategy.kinds');
  return t(kind);
}
