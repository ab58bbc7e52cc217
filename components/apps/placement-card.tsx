'use client';
import { useTranslations } from 'next-intl';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { PlacementDto } from '@/lib/apps/contract';

/** Why an app waits: how many hosts are left after each thing it asks for, and what each host lacks. */
export function PlacementCard({ placement }: { placement: PlacementDto }) {
  const t = useTranslations('apps.placement');
  return (
    <Card className="mb-4">
      <CardHeader><CardTitle>{t('title')}</CardTitle></CardHeader>
      <CardBody className="flex flex-col gap-4">
        <ol className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
          {placement.funnel.map(({ step, passed, of }) => {
            const blocked = passed === 0 && of > 0;
            return (
              <li key={step} className={cn('rounded-lg border px-3 py-2', blocked ? 'border-danger/50 bg-danger-soft' : 'border-line')}>
                <p className="text-xs text-fg-muted">{t(`steps.${step}`)}</p>
                <p className={cn('text-sm font-semibold tabular-nums', blocked && 'text-danger')}>{of === 0 ? '—' : t('passed', { passed, of })}</p>
                <span className="mt-1 block h-1 overflow-hidden rounded-full bg-muted" aria-hidden><span className={cn('block h-full', blocked ? 'bg-danger' : 'bg-success')} style={{ width: `${of === 0 ? 0 : (100 * passed) / of}%` }} /></span>
              </li>
            );
          })}
        </ol>
        <Table label={t('hosts')}>
          <THead><Tr><Th>{t('host')}</Th><Th>{t('lacks')}</Th></Tr></THead>
          <TBody>{placement.hosts.map(({ name, refusals }) => <Tr key={name}><Td className="align-top font-mono text-xs">{name}</Td><Td>{refusals.length === 0 ? t('nothing') : <ul>{refusals.map(({ step, text }, index) => <li key={index}><span className="text-fg-muted">{t(`steps.${step}`)}:</span> {text}</li>)}</ul>}</Td></Tr>)}</TBody>
        </Table>
      </CardBody>
    </Card>
  );
}
