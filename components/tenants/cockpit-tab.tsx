'use client';
import { Folder, Box } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { useCockpit } from '@/lib/tenants/client/use-tenants';
import type { CockpitDto } from '@/lib/tenants/contract';
import { RESOURCES, ResourceMeter, useAmount } from './amounts';
import { QuotaDialog } from './quota-dialog';
import { QuotaRequests } from './quota-requests';
import { groupHref } from './group-href';

/** Reserved, really used and idle, of the group and of what is below it. */
export function CockpitTab({ group }: { group: string }) {
  const t = useTranslations('tenants');
  const { data, error, refetch } = useCockpit(group);
  const [dialog, setDialog] = useState<'set' | 'ask' | null>(null);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const usedOf = (resource: 'cpus' | 'mem' | 'disk' | 'instances') => (resource === 'cpus' || resource === 'mem' ? (data.used?.[resource] ?? null) : null);
  return (
    <div className="flex flex-col gap-4">
      <QuotaRequests group={group} />
      <Card>
        <CardHeader>
          <CardTitle>{t('quota')}</CardTitle>
          {data.maySet && <Button size="sm" onClick={() => setDialog('set')}>{t('setQuota')}</Button>}
          {data.mayAsk && <Button size="sm" onClick={() => setDialog('ask')}>{t('askMore')}</Button>}
        </CardHeader>
        <CardBody>
          <div className="grid grid-cols-2 gap-x-6 gap-y-5 lg:grid-cols-4">{RESOURCES.map((resource) => <ResourceMeter key={resource} resource={resource} reserved={data.reserved[resource]} used={usedOf(resource)} limit={data.quota?.limits[resource] ?? null} />)}</div>
          <p className="mt-4 text-xs text-fg-muted">{data.quota ? t('setBy', { by: data.quota.updatedBy }) : t('noQuota')}</p>
          <Above rows={data.above} />
        </CardBody>
      </Card>
      <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
        <Below rows={data.rows} />
        <Idle rows={data.idle} />
      </div>
      {dialog && <QuotaDialog cockpit={data} asks={dialog === 'ask'} onClose={() => setDialog(null)} />}
    </div>
  );
}

function Above({ rows }: { rows: CockpitDto['above'] }) {
  const t = useTranslations('tenants');
  const amount = useAmount();
  if (rows.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col gap-1 border-t border-line pt-3 text-[13px]">
      {rows.map(({ group, limits, reserved }) => (
        <li key={group} className="tabular-nums">
          <Link prefetch={false} href={groupHref(group)} className="font-medium hover:underline">{group === '/' ? t('whole') : group}</Link>{' '}
          <span className="text-fg-muted">{RESOURCES.flatMap((resource) => (limits[resource] === null ? [] : [`${t(`resources.${resource}`)} ${t('reservedOf', { reserved: amount(resource, reserved[resource]), limit: amount(resource, limits[resource]) })}`])).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}

function Below({ rows }: { rows: CockpitDto['rows'] }) {
  const t = useTranslations('tenants');
  const amount = useAmount();
  return (
    <Card>
      <CardHeader><CardTitle>{t('below')}</CardTitle></CardHeader>
      {rows.length === 0 ? <EmptyState icon={<Box />} title={t('nothingBelow')} description={t('nothingBelowText')} /> : (
        <Table label={t('below')}>
          <THead><Tr><Th>{t('name')}</Th>{(['cpus', 'mem'] as const).map((resource) => <Th key={resource} className="text-right">{t(`resources.${resource}`)}</Th>)}<Th className="text-right">{t('resources.instances')}</Th></Tr></THead>
          <TBody>
            {rows.map((row) => (
              <Tr key={row.path}>
                <Td className="max-w-64 [overflow-wrap:anywhere]">
                  <span className="inline-flex items-center gap-1.5">{row.kind === 'group' ? <Folder className="size-4 shrink-0 text-fg-muted" aria-hidden /> : <Box className="size-4 shrink-0 text-fg-muted" aria-hidden />}
                    <Link prefetch={false} href={row.appId ? `/applications/${row.appId}` : groupHref(row.path)} className="hover:underline">{row.path.split('/').at(-1)}</Link></span>
                </Td>
                {(['cpus', 'mem'] as const).map((resource) => (
                  <Td key={resource} className="text-right whitespace-nowrap tabular-nums">
                    {amount(resource, row.reserved[resource])}{row.limits?.[resource] != null && <span className="text-fg-muted"> / {amount(resource, row.limits[resource]!)}</span>}
                    <span className="block text-xs text-fg-muted">{row.used ? t('usedShort', { used: amount(resource, row.used[resource]) }) : '–'}</span>
                  </Td>
                ))}
                <Td className="text-right tabular-nums">{amount('instances', row.reserved.instances)}{row.limits?.instances != null && <span className="text-fg-muted"> / {amount('instances', row.limits.instances)}</span>}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}

function Idle({ rows }: { rows: CockpitDto['idle'] }) {
  const t = useTranslations('tenants');
  const amount = useAmount();
  return (
    <Card>
      <CardHeader><CardTitle>{t('idle')}</CardTitle></CardHeader>
      {rows.length === 0 ? <p className="px-4 py-6 text-sm text-fg-muted">{t('nothingIdle')}</p> : (
        <ol className="divide-y divide-line text-[13px]">
          {rows.map((row) => (
            <li key={row.path} className="flex items-center justify-between gap-3 px-4 py-2.5"><Link prefetch={false} href={`/applications/${row.appId}`} className="min-w-0 truncate hover:underline" title={row.path}>{row.path}</Link><span className="shrink-0 text-fg-muted tabular-nums">{t('idleAmount', { cpus: amount('cpus', row.cpus), mem: amount('mem', row.mem) })}</span></li>
          ))}
        </ol>
      )}
    </Card>
  );
}
