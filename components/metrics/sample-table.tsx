'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { MetricSample } from '@/lib/metrics/contract';
import { formatBytes, formatPercent } from '@/lib/platform/model/format';

const MOST_ROWS = 60;
const perSecond = (value: number) => `${formatBytes(value)}/s`;

/** The same figures to read: newest first. */
export function SampleTable({ samples }: { samples: MetricSample[] }) {
  const t = useTranslations('metrics.charts');
  const locale = useLocale();
  const rows = samples.slice(-MOST_ROWS).reverse();
  return (
    <Card className="max-h-[32rem] overflow-auto">
      <Table label={t('title')}>
        <THead>
          <Tr>
            {[t('time'), t('cpu'), t('memory'), t('limit'), t('received'), t('sent'), t('read'), t('written')].map((name) => <Th key={name} className="text-right first:text-left">{name}</Th>)}
          </Tr>
        </THead>
        <TBody>
          {rows.map((row) => (
            <Tr key={row.at}>
              <Td className="whitespace-nowrap tabular-nums">{new Date(row.at).toLocaleTimeString(locale)}</Td>
              {[formatPercent(row.cpuPercent), formatBytes(row.memoryBytes), row.memoryLimitBytes ? formatBytes(row.memoryLimitBytes) : t('noLimit'), ...[row.netRxBytesPerSec, row.netTxBytesPerSec, row.blockReadBytesPerSec, row.blockWriteBytesPerSec].map(perSecond)].map((text, index) => (
                <Td key={index} className="text-right whitespace-nowrap tabular-nums">{text}</Td>
              ))}
            </Tr>
          ))}
        </TBody>
      </Table>
    </Card>
  );
}
