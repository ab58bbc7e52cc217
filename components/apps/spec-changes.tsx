'use client';
import { useTranslations } from 'next-intl';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { PlanDto } from '@/lib/apps/contract';

export function SpecChanges({ changes }: { changes: PlanDto['changes'] }) {
  const t = useTranslations('apps.plan');
  if (changes.length === 0) return <p className="py-4 text-center text-sm text-fg-muted">{t('noChange')}</p>;
  return (
    <Table label={t('changes')}>
      <THead><Tr><Th>{t('field')}</Th><Th>{t('from')}</Th><Th>{t('to')}</Th></Tr></THead>
      <TBody>{changes.map((change) => <Tr key={change.path}><Td className="min-w-28 font-mono text-xs [overflow-wrap:anywhere]">{change.path}</Td><Td className="min-w-24 font-mono text-xs text-danger [overflow-wrap:anywhere]">{change.from || '—'}</Td><Td className="min-w-36 font-mono text-xs text-success [overflow-wrap:anywhere]">{change.to || '—'}</Td></Tr>)}</TBody>
    </Table>
  );
}
