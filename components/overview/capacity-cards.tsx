'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { StackedBar } from '@/components/charts/stacked-bar';
import { UsageBar } from '@/components/charts/usage-bar';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import type { ContainerRow, DiskUsageDto, EnvironmentDto } from '@/lib/environments/contract';
import { useEnvironmentTotals } from '@/lib/metrics/client/use-environment-totals';
import { formatBytes } from '@/lib/platform/model/format';
import { DISK_KINDS, diskSum } from './disk-parts';

const STATES = ['running', 'restarting', 'paused', 'exited', 'created', 'dead', 'removing'] as const;
const STATE_COLOR: Record<ContainerRow['state'], string> = { running: 'bg-success', restarting: 'bg-warning', paused: 'bg-info', exited: 'bg-fg-muted/50', created: 'bg-fg-muted/25', dead: 'bg-danger', removing: 'bg-fg-muted/25' };

const Tile = ({ title, figure, of, bar, wide, children }: { title: string; figure: ReactNode; of?: ReactNode; bar: ReactNode; /** On a phone: the whole row. */ wide?: boolean; children: ReactNode }) => (
  <Card className={cn('flex flex-col gap-2 p-4', wide && 'max-sm:col-span-2')}>
    <h2 className="text-[13px] font-medium text-fg-muted">{title}</h2>
    <p className="flex flex-wrap items-baseline gap-x-1.5"><span className="text-2xl font-semibold tabular-nums">{figure}</span>{of && <span className="text-[13px] text-fg-muted">{of}</span>}</p>
    {bar}
    <div className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-fg-muted">{children}</div>
  </Card>
);

export function ContainersTile({ rows }: { rows: ContainerRow[] }) {
  const t = useTranslations('environments.overview');
  const states = useTranslations('containers.states');
  const counts = STATES.map((state) => ({ state, count: rows.filter((row) => row.state === state).length }));
  const unhealthy = rows.filter((row) => row.state === 'running' && row.health === 'unhealthy').length;
  const link = (key: string, href: string, color: string, label: string, count: number) => (
    <Link key={key} prefetch={false} href={href} className="inline-flex items-center gap-1.5 hover:text-fg hover:underline"><span aria-hidden className={cn('size-2 rounded-full', color)} />{label} <span className="text-fg tabular-nums">{count}</span></Link>
  );
  return (
    <Tile wide title={t('containers')} figure={t('running', { running: counts[0]!.count })} of={t('ofContainers', { total: rows.length })} bar={<StackedBar parts={counts.map(({ state, count }) => ({ key: state, value: count, color: STATE_COLOR[state] }))} />}>
      {unhealthy > 0 && link('unhealthy', '/containers?health=unhealthy', 'bg-danger', t('unhealthy'), unhealthy)}
      {counts.filter(({ state, count }) => count > 0 || state === 'running' || state === 'exited').map(({ state, count }) => link(state, `/containers?state=${state}`, STATE_COLOR[state], states(state), count))}
    </Tile>
  );
}

/** What is in use now, what limits reserve, and what the hosts have, over all engines that were measured. */
export function UsageTiles({ environments }: { environments: EnvironmentDto[] }) {
  const t = useTranslations('environments.overview');
  const totalOf = useEnvironmentTotals();
  const totals = environments.flatMap(({ id, status }) => (status.kind === 'down' ? [] : (totalOf(id) ?? [])));
  const sum = (of: (total: (typeof totals)[number]) => number) => totals.reduce((all, one) => all + of(one), 0);
  const measured = totals.length > 0;
  const cores = { used: sum((one) => one.cpuPercent) / 100, reserved: sum((one) => one.reservedCpus), total: sum((one) => one.cpus), without: sum((one) => one.withoutCpuLimit) };
  const memory = { used: sum((one) => one.memoryBytes), reserved: sum((one) => one.reservedMemoryBytes), total: sum((one) => one.hostMemoryBytes), without: sum((one) => one.withoutMemoryLimit) };
  const tile = (name: string, { used, reserved, total, without }: typeof cores, text: (value: number) => string, of: string, promised: string) => (
    <Tile title={name} figure={measured ? text(used) : '—'} of={measured ? of : t('unknown')} bar={<UsageBar used={used} reserved={reserved} total={total} label={t('meter', { name, used: text(used), reserved: text(reserved), total: text(total) })} />}>
      {measured && <><span>{reserved > 0 ? t('reserved', { reserved: promised }) : t('reservedNone')}</span>{without > 0 && <span>{t('withoutLimit', { count: without })}</span>}</>}
    </Tile>
  );
  return (
    <>
      {tile(t('cpu'), cores, coresText, t('ofCpus', { total: cores.total }), t('cores', { count: cores.reserved }))}
      {tile(t('memory'), memory, formatBytes, t('ofMemory', { total: formatBytes(memory.total) }), formatBytes(memory.reserved))}
    </>
  );
}

/** 0.034 → `0.03`, 1.5 → `1.5`, 12.3 → `12`. */
const coresText = (cores: number) => String(cores >= 10 ? Math.round(cores) : Math.round(cores * 100) / 100);

export function DiskTile({ usages }: { usages: DiskUsageDto[] }) {
  const t = useTranslations('environments.overview');
  const parts = DISK_KINDS.map(({ kind, color }) => ({ kind, color, ...diskSum(usages, kind) }));
  const total = parts.reduce((all, { sizeBytes }) => all + sizeBytes, 0);
  const free = parts.reduce((all, { reclaimableBytes }) => all + reclaimableBytes, 0);
  return (
    <Tile wide title={t('disk')} figure={usages.length > 0 ? formatBytes(total) : '—'} of={usages.length === 0 && t('unknown')} bar={<StackedBar parts={parts.map(({ kind, color, sizeBytes }) => ({ key: kind, value: sizeBytes, color }))} />}>
      {parts.filter(({ sizeBytes }) => sizeBytes > 0).map(({ kind, color, sizeBytes }) => <span key={kind} className="inline-flex items-center gap-1.5"><span aria-hidden className={cn('size-2 rounded-full', color)} />{t(`diskKinds.${kind}`)} <span className="text-fg tabular-nums">{formatBytes(sizeBytes)}</span></span>)}
      {usages.length > 0 && <span className="w-full">{t('reclaimable', { size: formatBytes(free) })}</span>}
    </Tile>
  );
}
