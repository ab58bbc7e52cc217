'use client';
import { CircleCheck, Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { HealthBadge, StateBadge } from '@/components/containers/container-state';
import { EventTable } from '@/components/events/event-table';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useEngineEvents } from '@/lib/environments/client/use-engine-events';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { ContainerRow } from '@/lib/environments/contract';
import { EnvironmentCard } from './environment-card';

const MOST_SHOWN = 8;
const STATES = ['running', 'exited', 'paused', 'restarting', 'created', 'dead'] as const;

/** What a person on call looks for first. */
const ailing = (row: ContainerRow) => row.health === 'unhealthy' || row.state === 'restarting' || row.state === 'dead' || (row.state === 'exited' && row.exitCode !== null && row.exitCode !== 0);

export function OverviewPage() {
  const t = useTranslations('environments.overview');
  const states = useTranslations('containers.states');
  const environments = useEnvironments();
  const containers = useInventory('container');
  const events = useEngineEvents();
  if (environments.error) return <ErrorState error={environments.error} onRetry={() => void environments.refetch()} />;
  if (!environments.data) return <SkeletonRows />;
  if (environments.data.length === 0) {
    return <EmptyState icon={<Server />} title={t('noEngine')} description={t('noEngineText')} action={<Button asChild variant="primary"><Link href="/environments" prefetch={false}>{t('addEnvironment')}</Link></Button>} />;
  }
  const rows = containers.data ?? [];
  const sick = rows.filter(ailing);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid gap-4">
        <div className="grid gap-4 lg:grid-cols-2">{environments.data.map((environment) => <EnvironmentCard key={environment.id} environment={environment} rows={rows.filter((row) => row.environmentId === environment.id)} />)}</div>
        <div className="grid grid-cols-3 gap-2 sm:grid-cols-6">
          {STATES.map((state) => (
            <Link key={state} prefetch={false} href={`/containers?state=${state}`} className="rounded-xl border border-line bg-surface-raised px-4 py-3 hover:border-accent">
              <span className="block text-xl font-semibold tabular-nums">{rows.filter((row) => row.state === state).length}</span>
              <span className="text-xs text-fg-muted">{states(state)}</span>
            </Link>
          ))}
        </div>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card>
            <CardHeader><CardTitle>{t('attention')}</CardTitle><span className="text-sm text-fg-muted tabular-nums">{sick.length}</span></CardHeader>
            {sick.length === 0 ? (
              <CardBody className="flex items-center gap-2 text-sm text-success"><CircleCheck className="size-4" aria-hidden />{t('allWell')}</CardBody>
            ) : (
              <ul className="divide-y divide-line text-sm">
                {sick.slice(0, MOST_SHOWN).map((row) => (
                  <li key={`${row.environmentId}${row.id}`} className="flex flex-wrap items-center gap-2 px-4 py-2.5">
                    <Link prefetch={false} className="mr-auto min-w-0 font-medium [overflow-wrap:anywhere] hover:underline" href={`/containers/${row.environmentId}/${row.id}`}>{row.name}</Link>
                    {row.health !== 'none' && <HealthBadge health={row.health} />}<StateBadge row={row} />
                    <span className="w-full text-xs text-fg-muted">{row.status}</span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card><CardHeader><CardTitle>{t('events')}</CardTitle></CardHeader><EventTable events={(events.data ?? []).slice(0, MOST_SHOWN)} /></Card>
        </div>
      </div>
    </>
  );
}
