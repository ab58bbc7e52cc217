'use client';
import { SquarePlay } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { AuditQuery } from '@/lib/history/client/use-audit';
import type { AuditRowDto } from '@/lib/history/contract';
import { changesBetween } from '@/lib/history/model/changes';
import { useActorName } from './audit-sentence';

export function AuditDetails({ row, onFilter }: { row: AuditRowDto; onFilter?: (filter: AuditQuery) => void }) {
  const t = useTranslations('history.page');
  const actor = useActorName()(row.actor);
  const recordingId = recordingOf(row.after);
  return (
    <div className="flex flex-col gap-3">
      <Facts
        items={[
          { label: t('actor'), value: <><bdi>{actor.name}</bdi>{actor.kind && <span className="text-fg-muted"> · {actor.kind}</span>}</> },
          { label: t('address'), value: <span className="font-mono text-xs">{row.address}</span> },
          { label: t('operation'), value: <code className="text-xs">{row.action}</code> },
          ...(row.target ? [{ label: t('target'), value: <bdi>{row.target}</bdi> }] : []),
          ...(row.groupPath === null || row.groupPath === '/' ? [] : [{ label: t('place'), value: row.groupPath }]),
          ...(row.outcome === 'ok' ? [] : [{ label: t('code'), value: <code className="text-xs">{row.code}</code> }]),
          { label: t('number'), value: row.seq === null ? t('unnumbered') : t('numberIn', { seq: row.seq, chain: row.chain || t('console') }) },
        ]}
      />
      {recordingId && <Replay id={recordingId} container={row.target} />}
      <Changes before={row.before} after={row.after} />
      {onFilter && (
        <div className="flex flex-wrap gap-2">
          {row.actor.name && <Button size="sm" onClick={() => onFilter({ actor: row.actor.name })}>{t('onlyActor')}</Button>}
          <Button size="sm" onClick={() => onFilter({ action: row.action })}>{t('onlyAction')}</Button>
          {row.target && <Button size="sm" onClick={() => onFilter({ target: row.target })}>{t('onlyTarget')}</Button>}
        </div>
      )}
    </div>
  );
}

const ReplayDialog = dynamic(() => import('@/components/terminal/replay-dialog').then((module) => module.ReplayDialog), { ssr: false });

/** A terminal that was recorded names its recording. */
function recordingOf(after: unknown): string | null {
  const id = (after as { recordingId?: unknown } | null)?.recordingId;
  return typeof id === 'string' ? id : null;
}

function Replay({ id, container }: { id: string; container: string }) {
  const t = useTranslations('terminal.replay');
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}><SquarePlay aria-hidden />{t('replay')}</Button>
      {open && <ReplayDialog id={id} container={container} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Changes({ before, after }: { before: unknown; after: unknown }) {
  const t = useTranslations('history.page');
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  if (changes.length === 0) return <p className="text-[13px] text-fg-muted">{t('noChanges')}</p>;
  const hadSome = before !== null && before !== undefined;
  const cell = 'font-mono text-xs [overflow-wrap:anywhere]';
  return (
    <div className="rounded-lg border border-line bg-surface-raised">
      <Table label={hadSome ? t('changes') : t('sent')}>
        <THead><Tr><Th>{t('field')}</Th>{hadSome && <Th>{t('before')}</Th>}<Th>{hadSome ? t('after') : t('value')}</Th></Tr></THead>
        <TBody>
          {changes.map((change) => (
            <Tr key={change.path}>
              <Td className={cell}>{change.path || '—'}</Td>
              {hadSome && <Td className={`${cell} ${change.before === undefined ? '' : 'text-danger'}`}>{change.before ?? '—'}</Td>}
              <Td className={`${cell} ${hadSome && change.after !== undefined ? 'text-success' : ''}`}>{change.after ?? '—'}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </div>
  );
}
