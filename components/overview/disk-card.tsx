'use client';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import type { DiskUsageDto, EnvironmentDto } from '@/lib/environments/contract';
import { formatBytes } from '@/lib/platform/model/format';
import { DISK_KINDS } from './disk-parts';

interface DiskCardProps {
  usages: DiskUsageDto[];
  environments: EnvironmentDto[];
  onMeasure: (environmentId: string) => Promise<void>;
}

/** What takes the disk and what of it can be had back, engine by engine, with how old that is. */
export function DiskCard({ usages, environments, onMeasure }: DiskCardProps) {
  const t = useTranslations('environments.overview');
  const several = environments.length > 1;
  const measured = environments.flatMap((environment) => usages.filter(({ environmentId }) => environmentId === environment.id).map((usage) => ({ environment, usage })));
  return (
    <Card>
      <CardHeader><CardTitle>{t('diskTitle')}</CardTitle></CardHeader>
      {measured.length === 0 && <CardBody className="text-sm text-fg-muted">{t('diskEmpty')}</CardBody>}
      {measured.map(({ environment, usage }) => (
        <div key={environment.id} className="not-first:border-t not-first:border-line">
          <div className="flex flex-wrap items-center gap-x-2 px-4 pt-2.5 pb-1 text-xs text-fg-muted">
            {several && <span className="text-[13px] font-medium text-fg">{environment.name}</span>}
            <span className="mr-auto">{t('measured')} <RelativeTime at={usage.measuredAt} /></span>
            <MeasureButton disabled={environment.status.kind !== 'up'} onMeasure={() => onMeasure(environment.id)} />
          </div>
          <Table label={`${t('diskTitle')} ${environment.name}`}>
            <THead><Tr><Th>{t('kind')}</Th><Th className="text-right max-sm:hidden">{t('count')}</Th><Th className="text-right">{t('size')}</Th><Th className="text-right">{t('canReclaim')}</Th></Tr></THead>
            <TBody>
              {DISK_KINDS.map(({ kind, href }) => (
                <Tr key={kind}>
                  <Td>{href ? <Link prefetch={false} className="hover:underline" href={href}>{t(`diskKinds.${kind}`)}</Link> : t(`diskKinds.${kind}`)}</Td>
                  <Td className="text-right tabular-nums max-sm:hidden">{usage[kind].count}</Td>
                  <Td className="text-right whitespace-nowrap tabular-nums">{formatBytes(usage[kind].sizeBytes)}</Td>
                  <Td className="text-right whitespace-nowrap text-fg-muted tabular-nums">{formatBytes(usage[kind].reclaimableBytes)}</Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        </div>
      ))}
    </Card>
  );
}

function MeasureButton({ disabled, onMeasure }: { disabled: boolean; onMeasure: () => Promise<void> }) {
  const t = useTranslations('environments.overview');
  const may = useMay('environment:manage');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const measure = async () => {
    setBusy(true);
    await onMeasure().catch(toast.error);
    setBusy(false);
  };
  return <Button size="sm" variant="ghost" disabled={disabled} loading={busy} onClick={() => void measure()}>{!busy && <RotateCw aria-hidden />}{t(busy ? 'measuring' : 'measureAgain')}</Button>;
}
