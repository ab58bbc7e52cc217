'use client';
import { AtSign } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchInput } from '@/components/ui/search-input';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { PublishedNameDto } from '@/lib/names/contract';

const TONES = { sending: 'info', out: 'success', taken: 'warning' } as const;
const MOST_SHOWN = 500;

/** A value as people know it: etcd and Consul keep JSON. */
function plain(value: string): string {
  if (!value.startsWith('{')) return value;
  const { host, port, Address, Port, Tags } = JSON.parse(value) as { host?: string; port?: number; Address?: string; Port?: number; Tags?: string[] };
  const [at, p] = [host ?? Address ?? '', port ?? Port];
  return `${at}${p ? `:${p}` : ''}${Tags?.length ? ` (${Tags.join(', ')})` : ''}`;
}

export function PublishedCard({ names }: { names: PublishedNameDto[] }) {
  const t = useTranslations('names');
  const [search, setSearch] = useState('');
  const found = names.filter(({ key, app, publisher, values }) => [key, app, publisher, ...values].some((text) => text.toLowerCase().includes(search.toLowerCase())));
  return (
    <Card>
      <CardHeader><CardTitle>{t('published')}</CardTitle>{names.length > 0 && <SearchInput value={search} onChange={setSearch} placeholder={t('search')} />}</CardHeader>
      {found.length === 0 && <EmptyState icon={<AtSign />} title={t('publishedNone')} description={t('publishedNoneText')} />}
      {found.length > 0 && (
        <Table label={t('published')}>
          <THead><Tr><Th>{t('key')}</Th><Th>{t('values')}</Th><Th>{t('app')}</Th><Th>{t('publisher')}</Th><Th>{t('state')}</Th></Tr></THead>
          <TBody>
            {found.slice(0, MOST_SHOWN).map(({ publisher, key, values, state, app }) => (
              <Tr key={`${publisher} ${key}`}>
                <Td className="min-w-56 font-mono text-xs [overflow-wrap:anywhere]">{key}</Td>
                <Td className="min-w-40 font-mono text-xs">{values.map((value) => <div key={value}>{plain(value)}</div>)}</Td>
                <Td className="text-xs">{app}</Td><Td className="text-xs">{publisher}</Td>
                <Td><Badge tone={TONES[state]}>{t(`nameStates.${state}`)}</Badge></Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}
