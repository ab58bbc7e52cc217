'use client';
import { useTranslations } from 'next-intl';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { DriftDto } from '@/lib/apps/contract';

/** What is wanted beside what is there. */
export function DifferenceTable({ label, changes }: { label: string; changes: DriftDto['changes'] }) {
  const t = useTranslations('apps.adopt');
  const field = useTranslations('apps.drift.fields');
  return (
    <Table label={label}>
      <THead><Tr><Th>{t('field')}</Th><Th>{t('wanted')}</Th><Th>{t('real')}</Th></Tr></THead>
      <TBody>{changes.map((one) => <Tr key={one.field}><Td>{field(one.field as 'image')}</Td><Td className="max-w-64 font-mono text-xs [overflow-wrap:anywhere]">{one.wanted || '—'}</Td><Td className="max-w-64 font-mono text-xs [overflow-wrap:anywhere]">{one.real || '—'}</Td></Tr>)}</TBody>
    </Table>
  );
}
