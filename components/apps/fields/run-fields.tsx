'use client';
import { useTranslations } from 'next-intl';
import type { AppSpecInput } from '@/lib/apps/spec';
import { Checkbox } from '@/components/ui/checkbox';
import type { FieldErrors } from '../deploy-form';
import { EnvFields } from './env-fields';
import { ChoiceField, CommandField, ListField, NumberField, TextField } from './inputs';
import { ProcessFields } from './process-fields';
import { Rows } from './rows';
import { TextMap } from './text-map';

interface PartProps {
  spec: AppSpecInput;
  set: (change: Partial<AppSpecInput>) => void;
  errors: FieldErrors;
}
type Sidecar = NonNullable<AppSpecInput['sidecars']>[number];

export function SidecarFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={spec.sidecars ?? []} block add={t('addSidecar')} remove={t('remove')} onAdd={() => set({ sidecars: [...(spec.sidecars ?? []), { name: '', image: '' }] })} onChange={(sidecars) => set({ sidecars })}>
      {(sidecar: Sidecar, change, index) => {
        const error = (name: string) => errors[`sidecars[${index}].${name}`];
        return (
          <>
            <TextField label={t('name')} hint={t('sidecarNameHint')} required error={error('name')} value={sidecar.name} onChange={(name) => change({ ...sidecar, name: name ?? '' })} placeholder="log-shipper" />
            <span className="grid grid-cols-2 gap-2">
              <NumberField label={t('cpus')} step={0.01} error={error('cpus')} placeholder="0.1" value={sidecar.cpus} onChange={(cpus) => change({ ...sidecar, cpus })} />
              <NumberField label={t('mem')} error={error('mem')} placeholder="64" value={sidecar.mem} onChange={(mem) => change({ ...sidecar, mem })} />
            </span>
            <ProcessFields value={sidecar} onChange={(part) => change({ ...sidecar, ...part })} error={error} />
            <span className="flex flex-col gap-2 sm:col-span-2"><span className="text-[13px] font-medium">{t('env')}</span><EnvFields value={sidecar.env ?? {}} onChange={(env) => change({ ...sidecar, env })} error={Object.entries(errors).find(([path]) => path.startsWith(`sidecars[${index}].env`))?.[1]} /></span>
          </>
        );
      }}
    </Rows>
  );
}

export function LifecycleFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  const { preStop, hooks = {}, backoff = {} } = spec;
  const hook = (name: 'pre' | 'post') => (
    <>
      <CommandField label={t(`hooks.${name}`)} hint={t(`hooks.${name}Hint`)} error={errors[`hooks.${name}.command`]} value={hooks[name]?.command} onChange={(command) => set({ hooks: { ...hooks, [name]: command && { ...hooks[name], command } } })} />
      <NumberField label={t(`hooks.${name}Timeout`)} error={errors[`hooks.${name}.timeoutSeconds`]} placeholder="300" value={hooks[name]?.timeoutSeconds} onChange={(timeoutSeconds) => hooks[name] && set({ hooks: { ...hooks, [name]: { ...hooks[name], timeoutSeconds } } })} />
    </>
  );
  return (
    <>
      <ChoiceField label={t('restart')} hint={t('restartHint')} error={errors.restart} value={spec.restart} onChange={(restart) => set({ restart })} options={(['always', 'on-failure', 'no'] as const).map((value) => ({ value, label: t(`restarts.${value}`) }))} />
      <ChoiceField label={t('killSelection')} hint={t('killSelectionHint')} value={spec.killSelection} onChange={(killSelection) => set({ killSelection })} options={(['YOUNGEST_FIRST', 'OLDEST_FIRST'] as const).map((value) => ({ value, label: t(`killSelections.${value}`) }))} />
      <CommandField label={t('preStop')} hint={t('preStopHint')} error={errors['preStop.command']} value={preStop?.command} onChange={(command) => set({ preStop: command && { ...preStop, command } })} />
      <NumberField label={t('preStopTimeout')} error={errors['preStop.timeoutSeconds']} placeholder="10" value={preStop?.timeoutSeconds} onChange={(timeoutSeconds) => preStop && set({ preStop: { ...preStop, timeoutSeconds } })} />
      {hook('pre')}
      {hook('post')}
      <NumberField label={t('backoff.seconds')} hint={t('backoff.secondsHint')} error={errors['backoff.seconds']} step={0.5} placeholder="1" value={backoff.seconds} onChange={(seconds) => set({ backoff: { ...backoff, seconds } })} />
      <NumberField label={t('backoff.factor')} hint={t('backoff.factorHint')} error={errors['backoff.factor']} step={0.05} placeholder="1.5" value={backoff.factor} onChange={(factor) => set({ backoff: { ...backoff, factor } })} />
      <NumberField label={t('backoff.maxSeconds')} hint={t('backoff.maxSecondsHint')} error={errors['backoff.maxSeconds']} placeholder="300" value={backoff.maxSeconds} onChange={(maxSeconds) => set({ backoff: { ...backoff, maxSeconds } })} />
      <ListField label={t('dependencies')} hint={t('dependenciesHint')} error={errors.dependencies ?? Object.entries(errors).find(([path]) => path.startsWith('dependencies['))?.[1]} value={spec.dependencies} onChange={(dependencies) => set({ dependencies })} placeholder="/shop/db" />
    </>
  );
}

const DRIVERS = ['json-file', 'local', 'journald', 'syslog', 'fluentd', 'gelf', 'none'] as const;

export function MoreFields({ spec, set, errors }: PartProps) {
  const t = useTranslations('apps.form');
  return (
    <>
      <TextField label={t('timeZone')} hint={t('timeZoneHint')} error={errors.timeZone} value={spec.timeZone} onChange={(timeZone) => set({ timeZone })} placeholder="Asia/Shanghai" />
      <label className="flex items-center gap-2 self-end pb-2 text-sm"><Checkbox checked={spec.tty ?? false} onCheckedChange={(on) => set({ tty: on === true })} />{t('tty')}</label>
      <NumberField label={t('disk')} hint={t('diskHint')} error={errors.disk} value={spec.disk} onChange={(disk) => set({ disk })} />
      <NumberField label={t('gpus')} hint={t('gpusHint')} error={errors.gpus} value={spec.gpus} onChange={(gpus) => set({ gpus })} />
      <ChoiceField label={t('logDriver')} hint={t('logDriverHint')} error={errors['log.driver']} value={spec.log?.driver} onChange={(driver) => set({ log: { ...spec.log, driver } })} options={DRIVERS.map((value) => ({ value, label: value }))} />
      <span className="grid grid-cols-2 gap-2">
        <NumberField label={t('logMaxSize')} error={errors['log.maxSizeMb']} placeholder="10" value={spec.log?.maxSizeMb} onChange={(maxSizeMb) => set({ log: { ...spec.log, maxSizeMb } })} />
        <NumberField label={t('logMaxFiles')} error={errors['log.maxFiles']} placeholder="3" value={spec.log?.maxFiles} onChange={(maxFiles) => set({ log: { ...spec.log, maxFiles } })} />
      </span>
      <span className="flex flex-col gap-2 sm:col-span-2"><span className="text-[13px] font-medium">{t('logOptions')}</span><TextMap value={spec.log?.options ?? {}} onChange={(options) => set({ log: { ...spec.log, options } })} add={t('addLogOption')} /></span>
    </>
  );
}
