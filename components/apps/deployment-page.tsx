'use client';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDeployment } from '@/lib/apps/client/use-deployment';
import { formatDurationMs } from '@/lib/platform/model/format';
import { CanaryAnalysis } from './canary-analysis';
import { DecisionLog } from './decision-log';
import { DeploymentActions } from './deployment-actions';
import { DeploymentSteps } from './deployment-steps';
import { DeploymentStatus, DeploymentTitle } from './deployment-status';
import { SpecChanges } from './spec-changes';

export function DeploymentPage({ deploymentId }: { deploymentId: string }) {
  const t = useTranslations('apps.deployment');
  const format = useFormatter();
  const { data: deployment, error, refetch } = useDeployment(deploymentId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!deployment) return <SkeletonRows />;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const when = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  return (
    <>
      <PageHeader
        breadcrumbs={[{ href: '/deployments', label: t('deployments') }, { href: `/applications/${deployment.appId}`, label: deployment.path }, { label: t('title') }]}
        title={deployment.path}
        badge={<DeploymentStatus status={deployment.status} />}
        actions={<DeploymentActions deployment={deployment} />}
      />
      {deployment.reason && <div role="alert" className="mb-4 rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger [overflow-wrap:anywhere]">{deployment.reason.detail}</div>}
      <div className="grid gap-4 lg:grid-cols-[1fr_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card><CardHeader><CardTitle>{t('steps')}</CardTitle></CardHeader><DeploymentSteps steps={deployment.steps} /></Card>
          {deployment.analysis && <Card><CardHeader><CardTitle>{t('analysis')}</CardTitle></CardHeader><CanaryAnalysis analysis={deployment.analysis} /></Card>}
          <Card><CardHeader><CardTitle>{t('log')}</CardTitle></CardHeader><DecisionLog events={deployment.events} /></Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <CardHeader><CardTitle><DeploymentTitle deployment={deployment} /></CardTitle></CardHeader>
            <CardBody>
              <Facts items={[
                { label: t('app'), value: <Link className="text-accent hover:underline" prefetch={false} href={`/applications/${deployment.appId}`}>{deployment.path}</Link> },
                { label: t('by'), value: deployment.createdBy },
                ...(deployment.message ? [{ label: t('why'), value: deployment.message }] : []),
                { label: t('began'), value: when(deployment.createdAt) },
                ...(deployment.endedAt ? [{ label: t('ended'), value: when(deployment.endedAt) }, { label: t('took'), value: formatDurationMs(Date.parse(deployment.endedAt) - Date.parse(deployment.createdAt)) }] : []),
              ]} />
            </CardBody>
          </Card>
          {deployment.changes.length > 0 && <Card><CardHeader><CardTitle>{t('changes')}</CardTitle></CardHeader><SpecChanges changes={deployment.changes} /></Card>}
        </div>
      </div>
    </>
  );
}
