'use client';
import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { PublisherDto } from '@/lib/names/contract';

const TONES = { ok: 'success', waiting: 'info', error: 'danger', off: 'neutral', removing: 'warning' } as const satisfies Record<string, Tone>;

function stateOf({ removing, error, enabled, publishedAt }: PublisherDto): keyof typeof TONES {
  if (removing) return 'removing';
  if (error) return 'error';
  if (!enabled) return 'off';
  return publishedAt ? 'ok' : 'waiting';
}

const placeOf = ({ settings }: PublisherDto) => (settings.kind === 'rfc2136' ? `${settings.zone} @ ${settings.server}` : settings.kind === 'etcd' ? `${settings.zone} @ ${settings.url}` : `${settings.node} @ ${settings.url}`);

export function PublisherTable({ publishers, onEdit, onRemove }: { publishers: PublisherDto[]; onEdit: (publisher: PublisherDto) => void; onRemove: (publisher: PublisherDto) => void }) {
  const t = useTranslations('names');
  return (
    <Table label={t('outside')}>
      <THead><Tr><Th>{t('name')}</Th><Th>{t('state')}</Th><Th>{t('where')}</Th><Th>{t('environment')}</Th><Th>{t('lastPublished')}</Th><Th /></Tr></THead>
      <TBody>
        {publishers.map((row) => {
          const state = stateOf(row);
          return (
            <Tr key={row.id}>
              <Td className="min-w-32 font-medium">{row.name}<p className="mt-0.5 text-xs font-normal text-fg-muted">{t(`kinds.${row.settings.kind}`)}</p></Td>
              <Td className="min-w-56">
                <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
                {row.error && <p className="mt-1 max-w-md text-xs text-danger [overflow-wrap:anywhere]">{row.error.detail}</p>}
                {row.taken > 0 && <p className="mt-1 text-xs text-warning">{t('taken', { count: row.taken })}</p>}
              </Td>
              <Td className="min-w-48 font-mono text-xs [overflow-wrap:anywhere]">{placeOf(row)}</Td>
              <Td>{row.environment ?? t('gone')}</Td>
              <Td className="text-xs whitespace-nowrap text-fg-muted">{row.publishedAt ? <RelativeTime at={row.publishedAt} /> : t('never')} · {t('names', { count: row.names })}</Td>
              <Td className="text-right whitespace-nowrap">{!row.removing && <IconButton label={t('edit', { name: row.name })} icon={<Pencil />} onClick={() => onEdit(row)} />}<IconButton label={t('remove', { name: row.name })} icon={<Trash2 />} onClick={() => onRemove(row)} /></Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
