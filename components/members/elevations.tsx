'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { useElevationActions, useElevations } from '@/lib/members/client/use-members';
import type { ElevationDto } from '@/lib/members/contract';
import { useRoleName } from './role-name';

const TONE = { waiting: 'warning', granted: 'success', refused: 'danger', ended: 'neutral' } as const;

/** Wishes for a role for a while; of a group all that wait or hold now, else the own ones. */
export function Elevations({ group, own }: { group?: string; own?: boolean }) {
  const t = useTranslations('members');
  const { data } = useElevations();
  const rows = data?.filter((row) => (own ? row.isOwn || row.mayDecide : row.group === group && (row.status === 'waiting' || row.status === 'granted'))) ?? [];
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHeader><CardTitle>{t('elevations')}</CardTitle></CardHeader>
      <ul className="divide-y divide-line">{rows.slice(0, 20).map((row) => <Row key={row.id} row={row} />)}</ul>
    </Card>
  );
}

function Row({ row }: { row: ElevationDto }) {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const { approve, refuse, end } = useElevationActions();
  const [word, setWord] = useState('');
  const decide = (act: typeof approve) => act.mutateAsync({ id: row.id, word }).catch((error: unknown) => toast.error(error));
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1"><span className="font-medium [overflow-wrap:anywhere]">{t('asks', { user: row.user, role: roleName(row.role), group: row.group, minutes: row.minutes })}</span><Badge tone={TONE[row.status]}>{t(`states.${row.status}`)}</Badge></div>
      <p className="text-[13px] text-fg-muted [overflow-wrap:anywhere]">{row.reason} · <RelativeTime at={row.askedAt} /></p>
      {row.decidedBy && <p className="text-[13px] text-fg-muted">{t('decided', { by: row.decidedBy })}{row.word && ` — ${row.word}`}{row.status === 'granted' && row.endsAt && <> · {t('ends')} <RelativeTime at={row.endsAt} /></>}</p>}
      {row.mayDecide && (
        <div className="flex flex-wrap gap-2">
          <Input className="min-w-40 flex-1" value={word} onChange={(event) => setWord(event.target.value)} placeholder={t('word')} aria-label={t('word')} maxLength={500} />
          <Button size="sm" variant="primary" loading={approve.isPending} onClick={() => void decide(approve)}>{t('approve')}</Button>
          <Button size="sm" loading={refuse.isPending} onClick={() => void decide(refuse)}>{t('refuse')}</Button>
        </div>
      )}
      {(row.isOwn || !row.mayDecide) && (row.status === 'granted' || (row.status === 'waiting' && row.isOwn)) && <div><Button size="sm" loading={end.isPending} onClick={() => void end.mutateAsync(row.id).catch((error: unknown) => toast.error(error))}>{row.status === 'waiting' ? t('withdraw') : t('endNow')}</Button></div>}
    </li>
  );
}
