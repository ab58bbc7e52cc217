'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { RouteDto } from '@/lib/routes/contract';
import { INSTANCE_STATES } from '@/lib/routes/model/filter-routes';
import { formatShare } from '@/lib/routes/model/format-traffic';
import { InstanceMark } from './instance-dots';

/** Who answers, with how much of the traffic; the bad ones first. */
export function RouteInstances({ route: { instances, environmentId } }: { route: RouteDto }) {
  const t = useTranslations('routes');
  if (instances.length === 0) return <p className="px-4 py-8 text-center text-sm text-fg-muted">{t('page.noInstances')}</p>;
  const rows = [...instances].sort((a, b) => INSTANCE_STATES.indexOf(a.state) - INSTANCE_STATES.indexOf(b.state) || b.version - a.version || a.name.localeCompare(b.name));
  const checked = instances.some(({ check }) => check !== '');
  return (
    <Table label={t('page.instances')}>
      <THead><Tr><Th>{t('page.instance')}</Th><Th>{t('page.state')}</Th><Th className="text-right">{t('page.version')}</Th><Th className="text-right">{t('page.share')}</Th><Th className="text-right">{t('page.sessions')}</Th><Th>{t('page.address')}</Th>{checked && <Th>{t('page.check')}</Th>}</Tr></THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.instanceId}>
            <Td className="min-w-40 font-mono text-xs [overflow-wrap:anywhere]">{row.containerId ? <Link prefetch={false} className="hover:underline" href={`/containers/${environmentId}/${row.containerId}`}>{row.name}</Link> : row.name}</Td>
            <Td className="whitespace-nowrap">
              <span title={t(`instanceHints.${row.state}`)} className="inline-flex items-center gap-1.5"><InstanceMark state={row.state} />{t(`instanceStates.${row.state}`)}</span>
              {row.drainingSince && <span className="block pl-4 text-xs text-fg-muted">{t('page.since')} <RelativeTime at={row.drainingSince} /></span>}
            </Td>
            <Td className="text-right tabular-nums">{row.version}</Td>
            <Td className="text-right tabular-nums">{formatShare(row.share)}</Td>
            <Td className="text-right tabular-nums">{row.sessions}</Td>
            <Td className="font-mono text-xs whitespace-nowrap">{row.address ?? '—'}</Td>
            {checked && <Td className="max-w-56 text-xs text-fg-muted [overflow-wrap:anywhere]">{row.check || '—'}</Td>}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
