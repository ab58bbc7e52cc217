'use client';
import { useTranslations } from 'next-intl';
import { useDeployment } from '@/lib/apps/client/use-deployment';
import type { AppDetailDto, DeploymentDto } from '@/lib/apps/contract';
import { formatBytes } from '@/lib/platform/model/format';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Progress } from '@/components/ui/progress';
import { HealthBar } from './app-status';
import { CanaryAnalysis } from './canary-analysis';
import { DecisionLog } from './decision-log';
import { DeploymentActions } from './deployment-actions';
import { DeploymentSteps } from './deployment-steps';
import { DeploymentStatus, DeploymentTitle } from './deployment-status';

/** The deployment under way: how far it is, what holds it up, what can be done about it, and what it decided so far. */
export function ActiveDeployment({ app, deployment }: { app: AppDetailDto; deployment: DeploymentDto }) {
  const t = useTranslations('apps.deployment');
  const { data } = useDeployment(deployment.id);
  const { pull } = app;
  return (
    <Card className="mb-4">
      <CardHeader className="flex-wrap gap-y-2">
        <CardTitle className="flex min-w-0 flex-wrap items-center gap-2"><DeploymentStatus status={deployment.status} /><span role="status"><DeploymentTitle deployment={deployment} /></span></CardTitle>
        <div className="flex flex-wrap gap-2"><DeploymentActions deployment={deployment} /></div>
      </CardHeader>
      <div className="flex flex-col gap-2 px-4 pt-3 text-sm">
        <p>{t('ready', { ready: app.instances.ready, wanted: app.instances.wanted })}{deployment.canary && ` · ${t(deployment.canary.waits ? 'canaryWaits' : 'canary', { step: deployment.canary.step, steps: deployment.canary.steps })}`}</p>
        <HealthBar segments={app.segments} />
        {pull && <><p className="text-fg-muted">{t('pulling', { done: pull.done, layers: pull.layers, bytes: formatBytes(pull.currentBytes) })}</p><Progress label={t('pull')} {...(pull.totalBytes > 0 && { value: (100 * pull.currentBytes) / pull.totalBytes })} /></>}
        {deployment.reason && <p role="alert" className="text-danger [overflow-wrap:anywhere]">{deployment.reason.detail}</p>}
      </div>
      {data && <DeploymentSteps steps={data.steps} />}
      {data?.analysis && <CanaryAnalysis analysis={data.analysis} />}
      <div className="max-h-64 overflow-y-auto border-t border-line" role="region" aria-label={t('log')} tabIndex={0}><DecisionLog events={data?.events ?? []} /></div>
    </Card>
  );
}
