'use client';
import { useTranslations } from 'next-intl';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { DeploymentDetailDto } from '@/lib/apps/contract';

const ROWS = ['instances', 'unhealthy', 'restarts', 'failedExits'] as const;

/** The canary's new version beside the old one, and what follows from it. */
export function CanaryAnalysis({ analysis }: { analysis: NonNullable<DeploymentDetailDto['analysis']> }) {
  const t = useTranslations('apps.deployment');
  return (
    <>
      <Table label={t('analysis')}>
        <THead><Tr><Th>{t('side')}</Th>{ROWS.map((row) => <Th key={row}>{t(row)}</Th>)}</Tr></THead>
        <TBody>{(['new', 'old'] as const).map((side) => <Tr key={side}><Td className="font-medium">{t(side)}</Td>{ROWS.map((row) => <Td key={row} className={row !== 'instances' && analysis[side][row] > 0 ? 'text-danger tabular-nums' : 'tabular-nums'}>{analysis[side][row]}</Td>)}</Tr>)}</TBody>
      </Table>
      <p className={analysis.verdict === 'worse' ? 'px-4 py-2 text-sm text-danger' : 'px-4 py-2 text-sm text-fg-muted'}>{t(`verdict.${analysis.verdict}`)}</p>
    </>
  );
}
