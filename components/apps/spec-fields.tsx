'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { joinArgs, splitArgs } from '@/lib/apps/model/args-text';
import type { AppSpecInput } from '@/lib/apps/spec';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { FieldErrors } from './deploy-form';
import { HealthFields } from './health-fields';
import { StrategyFields } from './strategy-fields';
import { TextMap } from './text-map';

interface SpecFieldsProps {
  spec: AppSpecInput;
  onChange: (spec: AppSpecInput) => void;
  errors: FieldErrors;
  /** Where it is to run: images and networks there are offered. */
  environmentId: string;
}

/** Empty leaves the field out, so that its default holds. */
const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text));
const textOf = (text: string) => (text === '' ? undefined : text);
type Port = NonNullable<AppSpecInput['ports']>[number];
type Volume = NonNullable<AppSpecInput['volumes']>[number];

export function SpecFields({ spec, onChange, errors, environmentId }: SpecFieldsProps) {
  const t = useTranslations('apps.form');
  const set = (change: Partial<AppSpecInput>) => onChange({ ...spec, ...change });
  const number = (name: 'instances' | 'cpus' | 'mem' | 'taskKillGracePeriodSeconds', step = 1) => (
    <Field label={t(name)} hint={t(`${name}Hint`)} error={errors[name]}><Input type="number" min={0} step={step} value={spec[name] ?? ''} onChange={(event) => set({ [name]: numberOf(event.target.value) })} /></Field>
  );
  return (
    <>
      <Suggestions environmentId={environmentId} />
      <Section title={t('what')}>
        <Field label={t('image')} hint={t('imageHint')} error={errors.image} required><Input value={spec.image} onChange={(event) => set({ image: event.target.value })} spellCheck={false} placeholder="nginx:1.29" list="known-images" /></Field>
        <Field label={t('pullPolicy')} error={errors.pullPolicy}><Select value={spec.pullPolicy ?? 'missing'} onValueChange={(value) => set({ pullPolicy: value as AppSpecInput['pullPolicy'] })} options={(['missing', 'always', 'never'] as const).map((value) => ({ value, label: t(`pull.${value}`) }))} /></Field>
        <Field label={t('args')} hint={t('argsHint')} error={errors.args}><Input className="font-mono text-[13px]" value={joinArgs(spec.args)} onChange={(event) => set({ args: splitArgs(event.target.value) })} spellCheck={false} /></Field>
        <Field label={t('entrypoint')} hint={t('entrypointHint')} error={errors.entrypoint}><Input className="font-mono text-[13px]" value={joinArgs(spec.entrypoint)} onChange={(event) => set({ entrypoint: splitArgs(event.target.value) })} spellCheck={false} /></Field>
      </Section>
      <Section title={t('resources')}>{number('instances')}{number('cpus', 0.01)}{number('mem')}{number('taskKillGracePeriodSeconds')}</Section>
      <Section title={t('ports')} wide>
        <Rows items={spec.ports ?? []} add={t('addPort')} remove={t('remove')} onAdd={() => set({ ports: [...(spec.ports ?? []), { containerPort: 80 }] })} onChange={(ports) => set({ ports })}>
          {(port: Port, change, index) => (
            <>
              <Field label={t('containerPort')} error={errors[`ports[${index}].containerPort`]}><Input type="number" value={port.containerPort} onChange={(event) => change({ ...port, containerPort: Number(event.target.value) })} /></Field>
              <Field label={t('hostPort')} hint={t('hostPortHint')} error={errors[`ports[${index}].hostPort`]}><Input type="number" value={port.hostPort ?? ''} onChange={(event) => change({ ...port, hostPort: numberOf(event.target.value) })} /></Field>
              <Field label={t('protocol')}><Select value={port.protocol ?? 'tcp'} onValueChange={(protocol) => change({ ...port, protocol: protocol as 'tcp' | 'udp' })} options={[{ value: 'tcp', label: 'TCP' }, { value: 'udp', label: 'UDP' }]} /></Field>
            </>
          )}
        </Rows>
      </Section>
      <Section title={t('env')} wide><TextMap value={spec.env ?? {}} onChange={(env) => set({ env })} add={t('addVariable')} error={Object.entries(errors).find(([path]) => path.startsWith('env'))?.[1]} /></Section>
      <Section title={t('volumes')} wide>
        <Rows items={spec.volumes ?? []} add={t('addVolume')} remove={t('remove')} onAdd={() => set({ volumes: [...(spec.volumes ?? []), { type: 'volume', source: '', containerPath: '/data' }] })} onChange={(volumes) => set({ volumes })}>
          {(volume: Volume, change, index) => (
            <>
              <Field label={t('volumeType')}><Select value={volume.type} onValueChange={(type) => change(type === 'tmpfs' ? { type, containerPath: volume.containerPath } : { type: type as 'volume' | 'host', source: '', containerPath: volume.containerPath })} options={(['volume', 'tmpfs', 'host'] as const).map((value) => ({ value, label: t(`volumeTypes.${value}`) }))} /></Field>
              {volume.type !== 'tmpfs' && <Field label={volume.type === 'host' ? t('hostPath') : t('volumeName')} error={errors[`volumes[${index}].source`]}><Input value={volume.source} onChange={(event) => change({ ...volume, source: event.target.value })} spellCheck={false} /></Field>}
              {volume.type !== 'tmpfs' && (
                <span className="flex flex-wrap gap-x-5 gap-y-1 text-sm sm:col-span-3 sm:row-start-2">
                  <label className="flex items-center gap-2"><Checkbox checked={volume.readOnly ?? volume.type === 'host'} onCheckedChange={(on) => change({ ...volume, readOnly: on === true })} />{t('readOnly')}</label>
                  {volume.type === 'volume' && <label className="flex items-center gap-2"><Checkbox checked={volume.singleWriter ?? false} onCheckedChange={(on) => change({ ...volume, singleWriter: on === true })} />{t('singleWriter')}</label>}
                </span>
              )}
              <Field label={t('containerPath')} error={errors[`volumes[${index}].containerPath`] ?? errors[`volumes[${index}]`]}><Input value={volume.containerPath} onChange={(event) => change({ ...volume, containerPath: event.target.value })} spellCheck={false} /></Field>
            </>
          )}
        </Rows>
      </Section>
      <Section title={t('more')}>
        <Field label={t('network')} hint={t('networkHint')} error={errors.network}><Input list="known-networks" value={spec.network ?? ''} onChange={(event) => set({ network: textOf(event.target.value) })} spellCheck={false} /></Field>
        <Field label={t('restart')} error={errors.restart}><Select value={spec.restart ?? 'always'} onValueChange={(value) => set({ restart: value as AppSpecInput['restart'] })} options={(['always', 'on-failure', 'no'] as const).map((value) => ({ value, label: t(`restarts.${value}`) }))} /></Field>
        <Field label={t('logMaxSize')} error={errors['log.maxSizeMb']}><Input type="number" value={spec.log?.maxSizeMb ?? ''} placeholder="10" onChange={(event) => set({ log: { ...spec.log, maxSizeMb: numberOf(event.target.value) } })} /></Field>
        <Field label={t('logMaxFiles')} error={errors['log.maxFiles']}><Input type="number" value={spec.log?.maxFiles ?? ''} placeholder="3" onChange={(event) => set({ log: { ...spec.log, maxFiles: numberOf(event.target.value) } })} /></Field>
        <Field label={t('user')} error={errors.user}><Input value={spec.user ?? ''} onChange={(event) => set({ user: textOf(event.target.value) })} spellCheck={false} /></Field>
      </Section>
      <Section title={t('healthCheck')}><HealthFields value={spec.healthCheck} onChange={(healthCheck) => set({ healthCheck })} errors={errors} /></Section>
      <Section title={t('upgradeStrategy')}><StrategyFields value={spec.upgradeStrategy ?? {}} onChange={(strategy) => set({ upgradeStrategy: strategy })} errors={errors} /></Section>
      <Section title={t('labels')} wide><TextMap value={spec.labels ?? {}} onChange={(labels) => set({ labels })} add={t('addLabel')} error={Object.entries(errors).find(([path]) => path.startsWith('labels'))?.[1]} /></Section>
    </>
  );
}

function Suggestions({ environmentId }: { environmentId: string }) {
  const { data: images } = useInventory('image');
  const { data: networks } = useInventory('network');
  const there = <T extends { environmentId: string }>(rows: T[] | undefined) => (rows ?? []).filter((row) => row.environmentId === environmentId);
  return (
    <>
      <datalist id="known-images">{[...new Set(there(images).flatMap(({ tags }) => tags))].sort().map((tag) => <option key={tag} value={tag} />)}</datalist>
      <datalist id="known-networks">{there(networks).filter(({ name }) => name !== 'host' && name !== 'none').map(({ id, name }) => <option key={id} value={name} />)}</datalist>
    </>
  );
}

const Section = ({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) => (
  <Card><CardHeader><CardTitle>{title}</CardTitle></CardHeader><CardBody className={wide ? 'flex flex-col gap-3' : 'grid gap-4 sm:grid-cols-2'}>{children}</CardBody></Card>
);

interface RowsProps<T> {
  items: T[];
  add: string;
  remove: string;
  onAdd: () => void;
  onChange: (items: T[]) => void;
  children: (item: T, change: (item: T) => void, index: number) => ReactNode;
}

function Rows<T>({ items, add, remove, onAdd, onChange, children }: RowsProps<T>) {
  return (
    <>
      {items.map((item, index) => (
        <div key={index} className="flex items-start gap-2">
          <div className="grid flex-1 gap-3 sm:grid-cols-3">{children(item, (next) => onChange(items.map((one, at) => (at === index ? next : one))), index)}</div>
          <IconButton className="mt-6" label={remove} icon={<Trash2 />} onClick={() => onChange(items.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button size="sm" className="self-start" onClick={onAdd}><Plus aria-hidden />{add}</Button>
    </>
  );
}
