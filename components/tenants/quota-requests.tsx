'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { useQuotaActions, useQuotaRequests } from '@/lib/tenants/client/use-tenants';
import type { QuotaRequestDto } from '@/lib/tenants/contract';
import { RESOURCES, useAmount } from './amounts';

const TONE = { waiting: 'warning', granted: 'success', refused: 'danger' } as const;

/** Wishes of these groups; the ones that wait for a decision first. Nothing where there are none. */
export function QuotaRequests({ group }: { group?: string }) {
  const t = useTranslations('tenants');
  const { data } = useQuotaRequests();
  const rows = data?.filter((row) => (group ? row.group === group : row.status === 'waiting')) ?? [];
  if (rows.length === 0) return null;
  return (
    <Card className="mb-4">
      <CardHeader><CardTitle>{t('requests')}</CardTitle></CardHeader>
      <ul className="divide-y divide-line">{rows.slice(0, 10).map((row) => <RequestRow key={row.id} row={row} />)}</ul>
    </Card>
  );
}

function RequestRow({ row }: { row: QuotaRequestDto }) {
  const t = useTranslations('tenants');
  const amount = useAmount();
  const { grant, refuse } = useQuotaActions();
  const [word, setWord] = useState('');
  const decide = (act: typeof grant) => act.mutateAsync({ id: row.id, word }).catch((error: unknown) => toast.error(error));
  const wish = RESOURCES.flatMap((resource) => (row.limits[resource] === null ? [] : [`${t(`resources.${resource}`)} ${amount(resource, row.limits[resource])}`])).join(' · ');
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1"><span className="font-medium">{row.group}</span><Badge tone={TONE[row.status]}>{t(`states.${row.status}`)}</Badge><span className="text-xs text-fg-muted"><RelativeTime at={row.askedAt} /> · {row.askedBy}</span></div>
      <p className="tabular-nums">{wish}</p>
      <p className="text-[13px] text-fg-muted [overflow-wrap:anywhere]">{row.reason}</p>
      {row.decidedBy && <p className="text-[13px] text-fg-muted">{t('decided', { by: row.decidedBy })}{row.word && ` — ${row.word}`}</p>}
      {row.mayDecide && (
        <div className="flex flex-wrap gap-2">
          <Input className="min-w-40 flex-1" value={word} onChange={(event) => setWord(event.target.value)} placeholder={t('word')} aria-label={t('word')} maxLength={500} />
          <Button variant="primary" loading={grant.isPending} onClick={() => void decide(grant)}>{t('grant')}</Button>
          <Button loading={refuse.isPending} onClick={() => void decide(refuse)}>{t('refuse')}</Button>
        </div>
      )}
    </li>
  );
}
