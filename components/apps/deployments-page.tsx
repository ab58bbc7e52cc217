'use client';
import { Rocket } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, parseAsInteger, useQueryStates } from 'nuqs';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDeployments } from '@/lib/apps/client/use-deployments';
import { DeploymentList } from './deployment-list';
import { PromotionsCard } from './promotions-card';

const PAGE = 50;

export function DeploymentsPage() {
  const t = useTranslations('apps.deployments');
  const [{ active, limit }, set] = useQueryStates({ active: parseAsBoolean.withDefault(false), limit: parseAsInteger.withDefault(PAGE) }, { history: 'replace' });
  const { data, error, refetch } = useDeployments({ active, limit: Math.min(Math.max(limit, 1), 500) });
  return (
    <>
      <PageHeader title={t('title')} />
      <PromotionsCard />
      <div role="group" aria-label={t('which')} className="mb-3 flex gap-1">
        <Button size="sm" variant={active ? 'secondary' : 'primary'} aria-pressed={!active} onClick={() => void set({ active: null })}>{t('all')}</Button>
        <Button size="sm" variant={active ? 'primary' : 'secondary'} aria-pressed={active} onClick={() => void set({ active: true })}>{t('underWay')}</Button>
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data && (data.items.length === 0 ? <EmptyState icon={<Rocket />} title={t(active ? 'noneUnderWay' : 'none')} description={t('noneText')} /> : <Card><DeploymentList deployments={data.items} showPath /></Card>)}
      {data && data.total > data.items.length && <Button className="mt-3" onClick={() => void set({ limit: limit + PAGE })}>{t('more', { count: data.total - data.items.length })}</Button>}
    </>
  );
}
