'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { ClockTime } from '@/components/ui/clock-time';
import type { Column } from '@/components/ui/virtual-table';
import { formatBytes } from '@/lib/platform/model/format';
import type { AccessLogLine, RouteDto } from '@/lib/routes/contract';
import { formatLatency } from '@/lib/routes/model/format-traffic';

const toneOf = (status: number): Tone => (status >= 500 || status < 100 ? 'danger' : status >= 400 ? 'warning' : status >= 300 ? 'info' : 'success');

export function useLogColumns({ environmentId, instances }: RouteDto): Column<AccessLogLine>[] {
  const t = useTranslations('routes.log');
  const links = useMemo(() => new Map(instances.map(({ name, containerId }) => [name, containerId && `/containers/${environmentId}/${containerId}`])), [instances, environmentId]);
  return useMemo(() => [
    { id: 'time', header: t('time'), width: '5.75rem', cell: ({ at }) => <ClockTime at={at} /> },
    { id: 'status', header: t('status'), width: '4.5rem', cell: ({ status, method }) => (method === 'TCP' ? <Badge>TCP</Badge> : <Badge tone={toneOf(status)}>{status > 0 ? status : t('noAnswer')}</Badge>) },
    { id: 'method', header: t('method'), width: '5rem', hideBelow: 'md', cell: ({ method }) => <span className="font-mono text-xs">{method}</span> },
    { id: 'url', header: t('url'), width: '2fr', cell: ({ method, host, url, userAgent }) => <span dir="ltr" className="font-mono text-xs" title={`${method} ${host}${url}\n${userAgent}`}><span className="text-fg-muted md:hidden">{method} </span>{url || '—'}</span> },
    { id: 'ms', header: t('ms'), width: '4.75rem', align: 'end', cell: ({ ms }) => formatLatency(ms) },
    { id: 'bytes', header: t('bytes'), width: '5.5rem', align: 'end', hideBelow: 'md', cell: ({ bytes }) => formatBytes(bytes) },
    { id: 'from', header: t('from'), width: '9rem', hideBelow: 'lg', cell: ({ address }) => <span className="font-mono text-xs" title={address}>{address}</span> },
    { id: 'instance', header: t('instance'), width: '1fr', hideBelow: 'lg', cell: (line) => <Instance line={line} href={links.get(line.instance) ?? null} /> },
  ], [t, links]);
}

function Instance({ line: { instance, version }, href }: { line: AccessLogLine; href: string | null }) {
  const t = useTranslations('routes.log');
  if (!instance) return <span className="text-fg-muted">—</span>;
  return <span className="font-mono text-xs" title={instance}>{version !== null && <span className="text-fg-muted">{t('version', { version })} </span>}{href ? <Link prefetch={false} href={href} className="hover:underline">{instance}</Link> : instance}</span>;
}
