'use client';
import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { useMatrix } from '@/lib/members/client/use-roles';
import { useRoleName } from './role-name';

/** The table that the tests hold every route to: who may do what in the own tenant, and what others meet. */
export function MatrixTable() {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const { data } = useMatrix();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search).toLowerCase().split(/\s+/).filter(Boolean);
  const rows = data?.rows.filter(({ operation, summary, permission }) => wanted.every((word) => `${operation} ${summary} ${permission}`.toLowerCase().includes(word))) ?? [];
  return (
    <Card>
      <CardHeader><CardTitle>{t('matrix')}</CardTitle><SearchInput value={search} onChange={setSearch} placeholder={t('matrixSearch')} /></CardHeader>
      <p className="px-4 py-2 text-xs text-fg-muted">{t('matrixText')}</p>
      {!data ? <SkeletonRows /> : (
        <Table label={t('matrix')}>
          <THead><Tr><Th>{t('operation')}</Th>{data.roles.map((role) => <Th key={role} className="text-center">{roleName(role)}</Th>)}<Th>{t('other')}</Th></Tr></THead>
          <TBody>
            {rows.map((row) => (
              <Tr key={row.operation}>
                <Td className="min-w-64"><span className="block">{row.summary}</span><code className="text-xs text-fg-muted [overflow-wrap:anywhere]">{row.operation}</code></Td>
                {data.roles.map((role) => <Td key={role} className="text-center">{row.cells[role] === 'no' ? <Minus className="mx-auto size-4 text-fg-muted" aria-label={t('no')} /> : <Check className="mx-auto size-4 text-success" aria-label={t('yes')} />}</Td>)}
                <Td className="text-xs whitespace-nowrap text-fg-muted">{t(`others.${row.other === 'left out' ? 'leftOut' : row.other}`)}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}
