'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { EnvDraft, MountDraft, PortDraft } from '@/lib/containers/model/form-draft';

interface RowsProps<T> {
  rows: T[];
  onChange: (rows: T[]) => void;
  /** The error at a path of the spec, e.g. `ports[0].hostPort`. */
  at: (path: string) => string | undefined;
}

const nextKey = (rows: { key: number }[]) => Math.max(-1, ...rows.map(({ key }) => key)) + 1;

/** Rows of one kind, each with a bin, and one button that adds another. */
function Rows<T extends { key: number }>({ rows, onChange, add, addLabel, removeLabel, errors, children }: { rows: T[]; onChange: (rows: T[]) => void; add: Omit<T, 'key'>; addLabel: string; removeLabel: (index: number) => string; errors: (index: number) => (string | undefined)[]; children: (row: T, change: (part: Partial<T>) => void, index: number) => ReactNode }) {
  return (
    <>
      {rows.map((row, index) => (
        <div key={row.key}>
          <div className="flex flex-wrap items-center gap-2">
            {children(row, (part) => onChange(rows.map((other) => (other.key === row.key ? { ...other, ...part } : other))), index)}
            <IconButton label={removeLabel(index)} icon={<Trash2 />} onClick={() => onChange(rows.filter(({ key }) => key !== row.key))} />
          </div>
          {errors(index).filter(Boolean).map((message) => <p key={message} role="alert" className="mt-1 text-xs text-danger">{message}</p>)}
        </div>
      ))}
      <div><Button size="sm" onClick={() => onChange([...rows, { ...add, key: nextKey(rows) } as T])}><Plus aria-hidden />{addLabel}</Button></div>
    </>
  );
}

export function EnvRows({ rows, onChange, at }: RowsProps<EnvDraft>) {
  const t = useTranslations('containers.form');
  return (
    <Rows rows={rows} onChange={onChange} add={{ name: '', value: '', kept: false }} addLabel={t('addEnv')} removeLabel={(index) => t('removeRow', { row: index + 1 })} errors={(index) => [at(`env[${index}].name`), at(`env[${index}].value`), at(`env[${index}]`)]}>
      {(row, change, index) => (
        <>
          <Input className="w-full font-mono text-[13px] sm:w-56" aria-label={t('envName', { row: index + 1 })} aria-invalid={at(`env[${index}].name`) ? true : undefined} placeholder="NAME" value={row.name} readOnly={row.kept} onChange={(event) => change({ name: event.target.value })} spellCheck={false} />
          <Input className="min-w-40 flex-1 font-mono text-[13px]" aria-label={t('envValue', { row: index + 1 })} placeholder={row.kept ? t('kept') : ''} value={row.value} onChange={(event) => change({ value: event.target.value, kept: false })} spellCheck={false} autoComplete="off" />
        </>
      )}
    </Rows>
  );
}

export function PortRows({ rows, onChange, at }: RowsProps<PortDraft>) {
  const t = useTranslations('containers.form');
  return (
    <Rows rows={rows} onChange={onChange} add={{ containerPort: '', hostPort: '', protocol: 'tcp', hostAddress: '' }} addLabel={t('addPort')} removeLabel={(index) => t('removeRow', { row: index + 1 })} errors={(index) => [at(`ports[${index}].hostPort`), at(`ports[${index}].containerPort`), ...(index === 0 ? [at('ports')] : [])]}>
      {(row, change, index) => (
        <>
          <Input className="w-32" inputMode="numeric" aria-label={t('hostPort', { row: index + 1 })} aria-invalid={at(`ports[${index}].hostPort`) ? true : undefined} placeholder={t('hostPortAny')} value={row.hostPort} onChange={(event) => change({ hostPort: event.target.value })} />
          <span aria-hidden>→</span>
          <Input className="w-32" inputMode="numeric" aria-label={t('containerPort', { row: index + 1 })} aria-invalid={at(`ports[${index}].containerPort`) ? true : undefined} placeholder={t('containerPortShort')} value={row.containerPort} onChange={(event) => change({ containerPort: event.target.value })} />
          <Select className="w-24" aria-label={t('protocol', { row: index + 1 })} value={row.protocol} onValueChange={(value) => change({ protocol: value as PortDraft['protocol'] })} options={['tcp', 'udp', 'sctp'].map((value) => ({ value, label: value }))} />
          <Input className="w-40" aria-label={t('hostAddress', { row: index + 1 })} placeholder={t('hostAddressAny')} value={row.hostAddress} onChange={(event) => change({ hostAddress: event.target.value })} />
        </>
      )}
    </Rows>
  );
}

export function MountRows({ rows, volumes, onChange, at }: RowsProps<MountDraft> & { volumes: string[] }) {
  const t = useTranslations('containers.form');
  return (
    <>
      <datalist id="form-volumes">{volumes.map((name) => <option key={name} value={name} />)}</datalist>
      <Rows rows={rows} onChange={onChange} add={{ type: 'volume', source: '', target: '', readOnly: false }} addLabel={t('addMount')} removeLabel={(index) => t('removeRow', { row: index + 1 })} errors={(index) => [at(`mounts[${index}].source`), at(`mounts[${index}].target`)]}>
        {(row, change, index) => (
          <>
            <Select className="w-32" aria-label={t('mountType', { row: index + 1 })} value={row.type} onValueChange={(value) => change({ type: value as MountDraft['type'] })} options={(['volume', 'bind', 'tmpfs'] as const).map((value) => ({ value, label: t(value) }))} />
            {row.type !== 'tmpfs' && <Input className="min-w-40 flex-1 font-mono text-[13px]" list={row.type === 'volume' ? 'form-volumes' : undefined} aria-label={t('mountSource', { row: index + 1 })} placeholder={row.type === 'volume' ? t('newVolume') : '/srv/data'} value={row.source} onChange={(event) => change({ source: event.target.value })} spellCheck={false} />}
            <span aria-hidden>→</span>
            <Input className="min-w-40 flex-1 font-mono text-[13px]" aria-label={t('mountTarget', { row: index + 1 })} aria-invalid={at(`mounts[${index}].target`) ? true : undefined} placeholder="/data" value={row.target} onChange={(event) => change({ target: event.target.value })} spellCheck={false} />
            <label className="flex items-center gap-1.5 text-[13px]"><Checkbox checked={row.readOnly} onCheckedChange={(readOnly) => change({ readOnly })} />{t('readOnly')}</label>
          </>
        )}
      </Rows>
    </>
  );
}
