'use client';
import { Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { EventList } from '@/components/events/event-list';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { cn } from '@/components/ui/cn';
import { useMay } from '@/components/shell/me-context';
import { PageHeader } from '@/components/ui/page-header';
import { useNow } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDiskUsage } from '@/lib/environments/client/use-disk-usage';
import { useEngineEvents } from '@/lib/environments/client/use-engine-events';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { ContainerRow, EngineEventRow } from '@/lib/environments/contract';
import { describeEvent, foldEvents } from '@/lib/environments/model/describe-event';
import { findTroubles } from '@/lib/environments/model/find-troubles';
import { AttentionCard } from './attention-card';
import { ContainersTile, DiskTile, UsageTiles } from './capacity-cards';
import { DiskCard } from './disk-card';
import { EnvironmentList } from './environment-list';

const MOST_EVENTS = 10;
const NO_ROWS: ContainerRow[] = [];
const NO_EVENTS: EngineEventRow[] = [];

export function OverviewPage() {
  const t = useTranslations('environments.overview');
  const environments = useEnvironments();
  const containers = useInventory('container');
  const events = useEngineEvents().data ?? NO_EVENTS;
  // A disk holds what is everybody's.
  const seesDisk = useMay('environment:view', '/');
  const disk = useDiskUsage(seesDisk);
  const now = useNow();
  const rows = containers.data ?? NO_ROWS;
  const found = useMemo(() => findTroubles(environments.data ?? [], rows, events, now), [environments.data, rows, events, now]);
  const latest = useMemo(() => foldEvents(events.filter((event) => describeEvent(event).notable)).slice(0, MOST_EVENTS), [events]);
  if (environments.error) return <ErrorState error={environments.error} onRetry={() => void environments.refetch()} />;
  if (!environments.data || containers.isPending) return <SkeletonRows />;
  if (environments.data.length === 0) {
    return <EmptyState icon={<Server />} title={t('noEngine')} description={t('noEngineText')} action={<Button asChild variant="primary"><Link href="/environments" prefetch={false}>{t('addEnvironment')}</Link></Button>} />;
  }
  const names = new Map(environments.data.map(({ id, name }) => [id, name]));
  const nameOf = names.size > 1 ? (id: string) => names.get(id) ?? '' : undefined;
  const hosts = new Set(environments.data.flatMap(({ host }) => host?.name ?? [])).size;
  const usages = disk.data ?? [];
  return (
    <>
      <PageHeader title={t('title')} badge={<span className="text-sm text-fg-muted">{t('summary', { environments: names.size, hosts })}</span>} />
      <div className="grid gap-4">
        {containers.error && <ErrorState error={containers.error} onRetry={() => void containers.refetch()} />}
        <AttentionCard {...found} nameOf={nameOf} />
        <div className={cn('grid grid-cols-2 gap-4', seesDisk ? 'xl:grid-cols-4' : 'xl:grid-cols-3')}><ContainersTile rows={rows} /><UsageTiles environments={environments.data} />{seesDisk && <DiskTile usages={usages} />}</div>
        <EnvironmentList environments={environments.data} rows={rows} />
        <div className={cn('grid items-start gap-4', seesDisk && 'lg:grid-cols-[3fr_2fr]')}>
          <Card>
            <CardHeader><CardTitle>{t('events')}</CardTitle><Link prefetch={false} href="/events" className="text-xs text-accent hover:underline">{t('allEvents')}</Link></CardHeader>
            {latest.length > 0 ? <EventList events={latest} nameOf={nameOf} /> : <CardBody className="text-sm text-fg-muted">{t('noEvents')}</CardBody>}
          </Card>
          {seesDisk && <DiskCard usages={usages} environments={environments.data} onMeasure={disk.measure} />}
        </div>
      </div>
    </>
  );
}
