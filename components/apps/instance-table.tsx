'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { PortLinks } from '@/components/containers/port-links';
import { Badge, type Tone } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { Button } from '@/components/ui/button';
import type { AppDetailDto, InstanceDto } from '@/lib/apps/contract';
import { formatDurationMs } from '@/lib/platform/model/format';
import { InstanceLog } from './instance-log';
import { InstanceMenu } from './instance-menu';

const TONE: Record<InstanceDto['readiness'], Tone> = { ready: 'success', starting: 'info', failed: 'danger', missing: 'neutral', draining: 'info' };

/** Ended instances shown at once; the list is about what runs. */
const FEW_ENDED = 3;

export function InstanceTable({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  const [showing, setShowing] = useState<InstanceDto | null>(null);
  const [all, setAll] = useState(false);
  if (app.instanceRows.length === 0) return <p className="px-4 py-8 text-center text-sm text-fg-muted">{t('noInstances')}</p>;
  const ended = app.instanceRows.filter(({ endedAt }) => endedAt !== null).length;
  const rows = all ? app.instanceRows : app.instanceRows.slice(0, app.instanceRows.length - Math.max(0, ended - FEW_ENDED));
  return (
    <>
      {showing && <InstanceLog appId={app.id} instance={showing} onClose={() => setShowing(null)} />}
      <Table label={t('instances')}>
      <THead><Tr><Th>{t('instance')}</Th><Th>{t('state')}</Th><Th>{t('version')}</Th><Th>{t('address')}</Th><Th>{t('ports')}</Th><Th>{t('since')}</Th><Th /><Th /></Tr></THead>
      <TBody>
        {rows.map((row) => {
          const href = row.containerId && !row.endedAt && row.container ? `/containers/${app.environmentId}/${row.containerId}` : null;
          return (
            <Tr key={row.id} className={row.endedAt ? 'text-fg-muted' : undefined}>
              <Td className="min-w-40 font-mono text-xs [overflow-wrap:anywhere]">{href ? <Link className="hover:underline" prefetch={false} href={href}>{row.containerName}</Link> : row.containerName}{row.endedAt && row.reason && <p className="mt-0.5 font-sans text-fg-muted">{row.reason.detail}{row.readyAt && ` ${t('lived', { time: formatDurationMs(Date.parse(row.endedAt) - Date.parse(row.createdAt)) })}`}</p>}</Td>
              <Td><Badge tone={row.endedAt ? 'neutral' : TONE[row.readiness]}>{row.endedAt ? (row.exitCode === null ? t('ended') : t('endedWith', { code: row.exitCode })) : t(`readiness.${row.readiness}`)}</Badge>{!row.endedAt && row.warmUntil && <Badge tone="neutral">{t('warm')}</Badge>}{!row.endedAt && row.health !== 'none' && row.readiness === 'ready' && <span className="ml-1 text-xs text-fg-muted">{t(`health.${row.health}`)}</span>}{row.sidecars.map(({ name, containerId, state }) => <p key={name} className="mt-1 text-xs text-fg-muted"><Link className="hover:underline" prefetch={false} href={`/containers/${app.environmentId}/${containerId}`}>+ {name}</Link> {state !== 'running' && <span className="text-danger">{state}</span>}</p>)}</Td>
              <Td className="tabular-nums">{row.version}</Td>
              <Td className="font-mono text-xs">{row.container?.addresses.map(({ address }) => address).join(', ') || '—'}</Td>
              <Td>{row.container ? <PortLinks ports={row.container.ports} /> : '—'}</Td>
              <Td className="whitespace-nowrap"><RelativeTime at={row.endedAt ?? row.createdAt} /></Td>
              <Td className="whitespace-nowrap">{row.endedAt && row.hasLog && <button type="button" className="text-accent hover:underline" onClick={() => setShowing(row)}>{t('lastLines')}</button>}{href && <span className="flex gap-3 text-accent"><Link className="hover:underline" prefetch={false} href={`${href}?tab=logs`}>{t('logs')}</Link><Link className="hover:underline" prefetch={false} href={`${href}?tab=stats`}>{t('charts')}</Link><Link className="hover:underline" prefetch={false} href={`${href}?tab=terminal`}>{t('terminal')}</Link></span>}</Td>
              <Td>{!row.endedAt && <InstanceMenu appId={app.id} instance={row} />}</Td>
            </Tr>
          );
        })}
      </TBody>
      </Table>
      {rows.length < app.instanceRows.length && <Button size="sm" variant="ghost" className="m-2" onClick={() => setAll(true)}>{t('moreEnded', { count: app.instanceRows.length - rows.length })}</Button>}
    </>
  );
}
