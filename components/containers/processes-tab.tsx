'use client';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { Place } from '@/lib/containers/client/container-key';
import { useProcesses } from '@/lib/containers/client/use-processes';
import { LongText } from './long-text';

export function ProcessesTab({ place, running }: { place: Place; running: boolean }) {
  const t = useTranslations('containers');
  const { data, error, isPending, refetch } = useProcesses(place, running);
  if (!running) return <p className="p-6 text-center text-sm text-fg-muted">{t('detail.notRunning')}</p>;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows />;
  return (
    <Card>
      <Table label={t('tabs.processes')}>
        <THead><Tr>{data.titles.map((title) => <Th key={title}>{title}</Th>)}</Tr></THead>
        <TBody>
          {data.processes.map((cells, row) => (
            <Tr key={`${row}-${cells[0]}`}>{cells.map((cell, index) => <Td key={index} className="font-mono text-xs">{index === cells.length - 1 ? <LongText text={cell} /> : cell}</Td>)}</Tr>
          ))}
        </TBody>
      </Table>
    </Card>
  );
}
