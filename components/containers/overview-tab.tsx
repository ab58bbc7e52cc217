'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { ContainerDetail } from '@/lib/containers/contract';
import { joinCommand } from '@/lib/containers/model/split-command';
import { formatBytes, shortId } from '@/lib/platform/model/format';
import { EnvCard } from './env-card';
import { HealthCard } from './health-card';
import { LongText } from './long-text';
import { NetworksCard } from './networks-card';
import { PortLinks } from './port-links';

export function OverviewTab({ container }: { container: ContainerDetail }) {
  return (
    <div className="gap-4 lg:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
      <StateCard container={container} />
      <ProcessCard container={container} />
      {container.health && <HealthCard health={container.health} />}
      <EnvCard container={container} />
      <MountsCard mounts={container.mounts} environmentId={container.environmentId} />
      <NetworksCard container={container} />
      <LabelsCard labels={container.labels} />
    </div>
  );
}

function StateCard({ container }: { container: ContainerDetail }) {
  const t = useTranslations('containers');
  const { state, limits } = container;
  const ended = state.status === 'exited' || state.status === 'dead';
  const items: { label: string; value: ReactNode }[] = [
    { label: t('list.state'), value: t(`states.${state.status}`) },
    ...(ended ? [{ label: t('detail.exitCode'), value: <span className="tabular-nums">{state.exitCode}</span> }] : []),
    ...(state.oomKilled ? [{ label: t('detail.memoryKill'), value: <Badge tone="danger">{t('detail.oomKilled')}</Badge> }] : []),
    ...(state.error ? [{ label: t('detail.error'), value: <LongText text={state.error} className="text-danger" /> }] : []),
    ...(state.startedAt ? [{ label: t('detail.startedAt'), value: <RelativeTime at={state.startedAt} /> }] : []),
    ...(ended && state.finishedAt ? [{ label: t('detail.finishedAt'), value: <RelativeTime at={state.finishedAt} /> }] : []),
    { label: t('list.created'), value: <RelativeTime at={container.createdAt} /> },
    { label: t('detail.restart'), value: <>{t(`restart.${restartKey(container.restart.name)}`)}{container.restart.maximumRetryCount > 0 && ` (${container.restart.maximumRetryCount})`} · {t('detail.restarted', { count: container.restartCount })}</> },
    { label: t('detail.cpus'), value: limits.cpus === null ? t('detail.unlimited') : String(limits.cpus) },
    { label: t('list.memory'), value: limits.memoryBytes === null ? t('detail.unlimited') : formatBytes(limits.memoryBytes) },
    { label: t('list.ports'), value: <PortLinks ports={container.ports} /> },
  ];
  return <Card><CardHeader><CardTitle>{t('detail.stateTitle')}</CardTitle></CardHeader><CardBody><Facts items={items} /></CardBody></Card>;
}

const restartKey = (name: string) => (name === 'always' || name === 'unless-stopped' || name === 'on-failure' ? name : 'no');

function ProcessCard({ container }: { container: ContainerDetail }) {
  const t = useTranslations('containers');
  const mono = (text: string) => <LongText text={text} className="font-mono text-xs" />;
  return (
    <Card>
      <CardHeader><CardTitle>{t('detail.processTitle')}</CardTitle></CardHeader>
      <CardBody>
        <Facts
          items={[
            { label: t('list.image'), value: <Link prefetch={false} className="font-mono text-xs text-accent hover:underline" href={`/images/${container.environmentId}/${encodeURIComponent(container.imageId)}`}>{container.image}</Link> },
            { label: 'ID', value: <span className="inline-flex items-center gap-1 font-mono text-xs" title={container.id}>{shortId(container.id)}<CopyButton text={container.id} /></span> },
            { label: t('detail.entrypoint'), value: mono(joinCommand(container.entrypoint)) },
            { label: t('detail.command'), value: mono(joinCommand(container.command)) },
            { label: t('detail.workingDir'), value: mono(container.workingDir) },
            { label: t('detail.user'), value: mono(container.user) },
            { label: t('detail.hostname'), value: mono(container.hostname) },
            ...(container.privileged ? [{ label: t('detail.privileged'), value: <Badge tone="warning">{t('detail.yes')}</Badge> }] : []),
            { label: t('detail.logDriver'), value: mono(container.logDriver) },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function MountsCard({ mounts, environmentId }: { mounts: ContainerDetail['mounts']; environmentId: string }) {
  const t = useTranslations('containers');
  return (
    <Card>
      <CardHeader><CardTitle>{t('detail.mounts')}</CardTitle></CardHeader>
      {mounts.length === 0 ? <CardBody><p className="text-sm text-fg-muted">{t('detail.noMounts')}</p></CardBody> : (
        <Table label={t('detail.mounts')}>
          <THead><Tr><Th>{t('detail.target')}</Th><Th>{t('detail.source')}</Th><Th>{t('detail.access')}</Th></Tr></THead>
          <TBody>
            {mounts.map((mount) => (
              <Tr key={mount.target}>
                <Td className="font-mono text-xs"><LongText text={mount.target} /></Td>
                <Td className="font-mono text-xs">{mount.type === 'volume' && mount.name ? <Link prefetch={false} className="text-accent [overflow-wrap:anywhere] hover:underline" href={`/volumes/${environmentId}/${encodeURIComponent(mount.name)}`}>{mount.name.length === 64 ? shortId(mount.name) : mount.name}</Link> : <LongText text={mount.source || mount.type} />}</Td>
                <Td><Badge>{mount.readOnly ? t('detail.readOnly') : t('detail.readWrite')}</Badge></Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}

function LabelsCard({ labels }: { labels: Record<string, string> }) {
  const t = useTranslations('containers');
  const entries = Object.entries(labels).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Card>
      <CardHeader><CardTitle>{t('detail.labels')}</CardTitle></CardHeader>
      {entries.length === 0 ? <CardBody><p className="text-sm text-fg-muted">{t('detail.noLabels')}</p></CardBody> : (
        <Table label={t('detail.labels')}>
          <TBody>{entries.map(([name, value]) => <Tr key={name}><Td className="w-2/5 font-mono text-xs"><LongText text={name} /></Td><Td className="font-mono text-xs"><LongText text={value} /></Td></Tr>)}</TBody>
        </Table>
      )}
    </Card>
  );
}
