'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { PortLinks } from '@/components/containers/port-links';
import { Badge, type Tone } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { AppDetailDto, InstanceDto } from '@/lib/apps/contract';

const TONE: Record<InstanceDto['readiness'], Tone> = { ready: 'success', starting: 'info', failed: 'danger', missing: 'neutral' };

export function InstanceTable({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  if (app.instanceRows.length === 0) return <p className="px-4 py-8 text-center text-sm text-fg-muted">{t('noInstances')}</p>;
  return (
    <Table label={t('instances')}>
      <THead><Tr><Th>{t('instance')}</Th><Th>{t('state')}</Th><Th>{t('version')}</Th><Th>{t('address')}</Th><Th>{t('ports')}</Th><Th>{t('since')}</Th><Th /></Tr></THead>
      <TBody>
        {app.instanceRows.map((row) => {
          const href = row.containerId && !row.endedAt && row.container ? `/containers/${app.environmentId}/${row.containerId}` : null;
          return (
            <Tr key={row.id} className={row.endedAt ? 'text-fg-muted' : undefined}>
              <Td className="font-mono text-xs [overflow-wrap:anywhere]">{href ? <Link className="hover:underline" prefetch={false} href={href}>{row.containerName}</Link> : row.containerName}</Td>
              <Td><Badge tone={row.endedAt ? 'neutral' : TONE[row.readiness]}>{row.endedAt ? (row.exitCode === null ? t('ended') : t('endedWith', { code: row.exitCode })) : t(`readiness.${row.readiness}`)}</Badge></Td>
              <Td className="tabular-nums">{row.version}</Td>
              <Td className="font-mono text-xs">{row.container?.addresses.map(({ address }) => address).join(', ') || '—'}</Td>
              <Td>{row.container ? <PortLinks ports={row.container.ports} /> : '—'}</Td>
              <Td className="whitespace-nowrap"><RelativeTime at={row.endedAt ?? row.createdAt} /></Td>
              <Td className="whitespace-nowrap">{href && <span className="flex gap-3 text-accent"><Link className="hover:underline" prefetch={false} href={`${href}?tab=logs`}>{t('logs')}</Link><Link className="hover:underline" prefetch={false} href={`${href}?tab=stats`}>{t('charts')}</Link><Link className="hover:underline" prefetch={false} href={`${href}?tab=terminal`}>{t('terminal')}</Link></span>}</Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
