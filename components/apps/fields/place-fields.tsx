'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { AppSpecInput } from '@/lib/apps/spec';
import { OPERATORS, ULIMITS } from '@/lib/apps/spec/words';
import { Checkbox } from '@/components/ui/checkbox';
import { Textarea } from '@/components/ui/input';
import type { FieldErrors } from '../deploy-form';
import { ChoiceField, ListField, NumberField, TextField } from './inputs';
import { Rows } from './rows';

interface PartProps {
  spec: AppSpecInput;
  set: (change: Partial<AppSpecInput>) => void;
  errors: FieldErrors;
}
type Item<K extends keyof AppSpecInput> = NonNullable<AppSpecInput[K]> extends (infer T)[] ? T : never;

export function PortFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.ports ?? []} add={t('addPort')} remove={t('remove')} onAdd={() => set({ ports: [...(spec.ports ?? []), { containerPort: 80 }] })} onChange={(ports) => set({ ports })}>
      {(port: Item<'ports'>, change, index) => {
        const error = (name: string) => errors[`ports[${index}].${name}`];
        return (
          <>
            <NumberField label={t('containerPort')} error={error('containerPort')} value={port.containerPort} onChange={(containerPort) => change({ ...port, containerPort: containerPort ?? 0 })} />
            <NumberField label={t('hostPort')} hint={t('hostPortHint')} error={error('hostPort')} value={port.hostPort} onChange={(hostPort) => change({ ...port, hostPort })} />
            <span className="grid grid-cols-2 gap-2">
              <ChoiceField label={t('protocol')} value={port.protocol} onChange={(protocol) => change({ ...port, protocol })} options={[{ value: 'tcp', label: 'TCP' }, { value: 'udp', label: 'UDP' }]} />
              <TextField label={t('name')} error={error('name')} value={port.name} onChange={(name) => change({ ...port, name })} placeholder="http" />
            </span>
          </>
        );
      }}
    </Rows>
  );
}

export function NetworkFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.networks ?? []} add={t('addNetwork')} remove={t('remove')} onAdd={() => set({ networks: [...(spec.networks ?? []), { name: '' }] })} onChange={(networks) => set({ networks })}>
      {(network: Item<'networks'>, change, index) => {
        const error = (name: string) => errors[`networks[${index}].${name}`];
        return (
          <>
            <TextField label={t('network')} hint={t('networkHint')} error={error('name')} value={network.name} list="known-networks" onChange={(name) => change({ ...network, name: name ?? '' })} />
            <ListField label={t('aliases')} hint={t('aliasesHint')} error={error('aliases')} value={network.aliases} onChange={(aliases) => change({ ...network, aliases })} />
            <TextField label={t('staticAddress')} hint={t('staticAddressHint')} error={error('address')} mono value={network.address} onChange={(address) => change({ ...network, address })} placeholder="10.0.0.10" />
          </>
        );
      }}
    </Rows>
  );
}

export function VolumeFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.volumes ?? []} add={t('addVolume')} remove={t('remove')} onAdd={() => set({ volumes: [...(spec.volumes ?? []), { type: 'volume', source: '', containerPath: '/data' }] })} onChange={(volumes) => set({ volumes })}>
      {(volume: Item<'volumes'>, change, index) => {
        const error = (name: string) => errors[`volumes[${index}].${name}`];
        return (
          <>
            <ChoiceField label={t('volumeType')} value={volume.type} onChange={(type) => change(type === 'tmpfs' ? { type, containerPath: volume.containerPath } : { type, source: '', containerPath: volume.containerPath })} options={(['volume', 'tmpfs', 'host'] as const).map((value) => ({ value, label: t(`volumeTypes.${value}`) }))} />
            {volume.type === 'tmpfs'
              ? <NumberField label={t('tmpfsSize')} error={error('sizeMb')} placeholder="64" value={volume.sizeMb} onChange={(sizeMb) => change({ ...volume, sizeMb })} />
              : <TextField label={volume.type === 'host' ? t('hostPath') : t('volumeName')} error={error('source')} value={volume.source} onChange={(source) => change({ ...volume, source: source ?? '' })} />}
            <TextField label={t('containerPath')} error={error('containerPath') ?? errors[`volumes[${index}]`]} mono value={volume.containerPath} onChange={(containerPath) => change({ ...volume, containerPath: containerPath ?? '' })} />
            {volume.type !== 'tmpfs' && (
              <span className="flex flex-wrap gap-x-5 gap-y-1 text-sm sm:col-span-3 sm:row-start-2">
                <label className="flex items-center gap-2"><Checkbox checked={volume.readOnly ?? volume.type === 'host'} onCheckedChange={(on) => change({ ...volume, readOnly: on === true })} />{t('readOnly')}</label>
                {volume.type === 'volume' && <label className="flex items-center gap-2"><Checkbox checked={volume.singleWriter ?? false} onCheckedChange={(on) => change({ ...volume, singleWriter: on === true })} />{t('singleWriter')}</label>}
              </span>
            )}
          </>
        );
      }}
    </Rows>
  );
}

export function FileFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.configFiles ?? []} block add={t('addFile')} remove={t('remove')} onAdd={() => set({ configFiles: [...(spec.configFiles ?? []), { path: '', content: '' }] })} onChange={(configFiles) => set({ configFiles })}>
      {(file: Item<'configFiles'>, change, index) => {
        const error = (name: string) => errors[`configFiles[${index}].${name}`];
        return (
          <>
            <TextField label={t('filePath')} error={error('path')} mono value={file.path} onChange={(path) => change({ ...file, path: path ?? '' })} placeholder="/etc/app/config.yaml" />
            <TextField label={t('fileMode')} hint={t('fileModeHint')} error={error('mode')} mono value={file.mode} onChange={(mode) => change({ ...file, mode })} placeholder="0444" />
            <span className="sm:col-span-2"><Field label={t('fileFrom')}><Select value={typeof file.content === 'string' ? 'text' : 'secret'} onValueChange={(from) => change({ ...file, content: from === 'secret' ? { secret: '' } : '' })} options={[{ value: 'text', label: t('fileText') }, { value: 'secret', label: t('envKinds.secret') }]} /></Field></span>
            <span className="sm:col-span-2">
              {typeof file.content === 'string'
                ? <Field label={t('fileContent')} {...(error('content') && { error: error('content')! })}><Textarea rows={6} value={file.content} onChange={(event) => change({ ...file, content: event.target.value })} spellCheck={false} className="min-h-0" /></Field>
                : <TextField label={t('nameInGroup')} error={error('content.secret') ?? error('content')} mono value={file.content.secret} onChange={(secret) => change({ ...file, content: { secret: secret ?? '' } })} placeholder="TLS_KEY" />}
            </span>
          </>
        );
      }}
    </Rows>
  );
}

export function ConstraintFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.constraints ?? []} add={t('addConstraint')} remove={t('remove')} onAdd={() => set({ constraints: [...(spec.constraints ?? []), { field: 'hostname', operator: 'UNIQUE' }] })} onChange={(constraints) => set({ constraints })}>
      {(one: Item<'constraints'>, change, index) => {
        const error = (name: string) => errors[`constraints[${index}].${name}`];
        return (
          <>
            <TextField label={t('constraintField')} hint={t('constraintFieldHint')} error={error('field') ?? errors[`constraints[${index}]`]} value={one.field} onChange={(field) => change({ ...one, field: field ?? '' })} />
            <ChoiceField label={t('operator')} hint={t(`operators.${one.operator}`)} value={one.operator} onChange={(operator) => change({ ...one, operator })} options={OPERATORS.map((value) => ({ value, label: value }))} />
            <TextField label={t('value')} error={error('value')} value={one.value} onChange={(value) => change({ ...one, value })} />
          </>
        );
      }}
    </Rows>
  );
}

export function UlimitFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.ulimits ?? []} add={t('addUlimit')} remove={t('remove')} onAdd={() => set({ ulimits: [...(spec.ulimits ?? []), { name: 'nofile', soft: 1024, hard: 65536 }] })} onChange={(ulimits) => set({ ulimits })}>
      {(one: Item<'ulimits'>, change, index) => (
        <>
          <ChoiceField label={t('name')} error={errors[`ulimits[${index}].name`]} value={one.name} onChange={(name) => change({ ...one, name })} options={ULIMITS.map((value) => ({ value, label: value }))} />
          <NumberField label={t('softLimit')} min={-1} error={errors[`ulimits[${index}].soft`]} value={one.soft} onChange={(soft) => change({ ...one, soft: soft ?? 0 })} />
          <NumberField label={t('hardLimit')} min={-1} hint={t('limitHint')} error={errors[`ulimits[${index}].hard`]} value={one.hard} onChange={(hard) => change({ ...one, hard: hard ?? 0 })} />
        </>
      )}
    </Rows>
  );
}

/** What reaches beyond the container; open to a group only where its policy says so. */
export function PowerFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  const shown = (spec.capAdd ?? []).join(', ');
  return (
    <>
      <TextField label={t('capAdd')} hint={t('capAddHint')} error={Object.entries(errors).find(([at]) => at.startsWith('capAdd'))?.[1]} mono value={shown} onChange={(text) => set({ capAdd: (text ?? '').toUpperCase().split(/[\s,]+/).map((name) => name.replace(/^CAP_/, '')).filter(Boolean) })} placeholder="NET_ADMIN, SYS_PTRACE" />
      <p className="text-[13px] font-medium">{t('devices')}</p>
      <Rows items={spec.devices ?? []} add={t('addDevice')} remove={t('remove')} onAdd={() => set({ devices: [...(spec.devices ?? []), { source: '/dev/' }] })} onChange={(devices) => set({ devices })}>
        {(one: Item<'devices'>, change, index) => {
          const error = (name: string) => errors[`devices[${index}].${name}`];
          return (
            <>
              <TextField label={t('deviceSource')} error={error('source')} mono value={one.source} onChange={(source) => change({ ...one, source: source ?? '' })} placeholder="/dev/fuse" />
              <TextField label={t('containerPath')} error={error('containerPath')} mono value={one.containerPath} onChange={(containerPath) => change({ ...one, containerPath })} />
              <TextField label={t('devicePermissions')} error={error('permissions')} mono value={one.permissions} onChange={(permissions) => change({ ...one, permissions })} placeholder="rwm" />
            </>
          );
        }}
      </Rows>
    </>
  );
}
