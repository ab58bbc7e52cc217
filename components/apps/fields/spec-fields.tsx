'use client';
import { useTranslations } from 'next-intl';
import type { AppSpecInput } from '@/lib/apps/spec';
import { RoutesFields } from '@/components/routes/fields/routes-fields';
import { useDomains } from '@/lib/routes/client/use-domains';
import { ownHost } from '@/lib/proxy/model/route-key';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { FieldErrors } from '../deploy-form';
import { EnvFields } from './env-fields';
import { HealthFields, ReadinessFields } from './health-fields';
import { NumberField } from './inputs';
import { ConstraintFields, FileFields, NetworkFields, PortFields, PowerFields, UlimitFields, VolumeFields } from './place-fields';
import { ProcessFields } from './process-fields';
import { LifecycleFields, MoreFields, SidecarFields } from './run-fields';
import { Section } from './section';
import { StrategyFields } from './strategy-fields';
import { TextMap } from './text-map';

interface SpecFieldsProps {
  spec: AppSpecInput;
  onChange: (spec: AppSpecInput) => void;
  errors: FieldErrors;
  /** Where it is to run: images and networks there are offered. */
  environmentId: string;
  /** Its own name comes from it. */
  path: string;
}

/** Everything that a spec can say. What few apps need is folded away until it says something. */
export function SpecFields({ spec, onChange, errors, environmentId, path }: SpecFieldsProps) {
  const t = useTranslations('apps.form');
  const tr = useTranslations('routes.fields');
  const domain = useDomains()(environmentId);
  const appPath = /^(\/[a-z0-9-]+)+$/.test(path) ? path : null;
  const set = (change: Partial<AppSpecInput>) => onChange({ ...spec, ...change });
  const part = { spec, set, errors };
  const number = (name: 'instances' | 'cpus' | 'mem' | 'taskKillGracePeriodSeconds' | 'drainTimeoutSeconds', placeholder: number, step = 1) => <NumberField label={t(name)} hint={t(`${name}Hint`)} error={errors[name]} step={step} placeholder={String(placeholder)} value={spec[name]} onChange={(value) => set({ [name]: value })} />;
  const under = (prefix: string) => Object.entries(errors).find(([path]) => path.startsWith(prefix))?.[1];
  const folded = (...names: (keyof AppSpecInput)[]) => !names.some((name) => isSaid(spec[name]) || under(name));
  return (
    <>
      <Suggestions environmentId={environmentId} />
      <Section title={t('what')}><ProcessFields value={spec} onChange={set} error={(name) => errors[name]} /></Section>
      <Section title={t('resources')}>{number('instances', 1)}{number('cpus', 0.5, 0.01)}{number('mem', 256)}{number('taskKillGracePeriodSeconds', 10)}{number('drainTimeoutSeconds', 30)}</Section>
      <Section title={t('ports')} wide><PortFields {...part} /></Section>
      <Section title={tr('section')} hint={tr('sectionHint')} wide folded={folded('routes')}><RoutesFields value={spec.routes ?? []} onChange={(routes) => set({ routes })} errors={errors} ports={spec.ports ?? []} own={domain && appPath ? ownHost(appPath, domain) : domain === null ? null : undefined} /></Section>
      <Section title={t('env')} wide><EnvFields value={spec.env ?? {}} onChange={(env) => set({ env })} error={under('env')} /></Section>
      <Section title={t('healthChecks')} hint={t('healthChecksHint')} wide folded={folded('healthChecks', 'readinessChecks')}>
        <HealthFields value={spec.healthChecks ?? []} onChange={(healthChecks) => set({ healthChecks })} errors={errors} />
        <p className="mt-2 text-[13px] font-medium">{t('readinessChecks')}</p>
        <p className="-mt-2 text-xs text-fg-muted">{t('readinessChecksHint')}</p>
        <ReadinessFields value={spec.readinessChecks ?? []} onChange={(readinessChecks) => set({ readinessChecks })} errors={errors} />
      </Section>
      <Section title={t('upgradeStrategy')} hint={t('upgradeStrategyHint')} folded={folded('upgradeStrategy')}><StrategyFields value={spec.upgradeStrategy ?? {}} onChange={(strategy) => set({ upgradeStrategy: strategy })} errors={errors} /></Section>
      <Section title={t('volumes')} hint={t('volumesHint')} wide folded={folded('volumes')}><VolumeFields {...part} /></Section>
      <Section title={t('configFiles')} hint={t('configFilesHint')} wide folded={folded('configFiles')}><FileFields {...part} /></Section>
      <Section title={t('networks')} hint={t('networksHint')} wide folded={folded('networks')}><NetworkFields {...part} /></Section>
      <Section title={t('sidecars')} hint={t('sidecarsHint')} wide folded={folded('sidecars')}><SidecarFields {...part} /></Section>
      <Section title={t('lifecycle')} hint={t('lifecycleHint')} folded={folded('preStop', 'hooks', 'dependencies', 'backoff')}><LifecycleFields {...part} /></Section>
      <Section title={t('constraints')} hint={t('constraintsHint')} wide folded={folded('constraints')}><ConstraintFields {...part} /></Section>
      <Section title={t('ulimits')} hint={t('ulimitsHint')} wide folded={folded('ulimits')}><UlimitFields {...part} /></Section>
      <Section title={t('powers')} hint={t('powersHint')} wide folded={folded('capAdd', 'devices')}><PowerFields {...part} /></Section>
      <Section title={t('more')} hint={t('moreHint')} folded={folded('timeZone', 'disk', 'gpus', 'tty')}><MoreFields {...part} /></Section>
      <Section title={t('labels')} hint={t('labelsHint')} wide folded={folded('labels')}><TextMap value={spec.labels ?? {}} onChange={(labels) => set({ labels })} add={t('addLabel')} {...(under('labels') && { error: under('labels')! })} /></Section>
    </>
  );
}

const isSaid = (value: unknown) => value !== undefined && value !== false && (typeof value !== 'object' || value === null || Object.values(value).some((one) => one !== undefined));

function Suggestions({ environmentId }: { environmentId: string }) {
  const { data: images } = useInventory('image');
  const { data: networks } = useInventory('network');
  const there = <T extends { environmentId: string }>(rows: T[] | undefined) => (rows ?? []).filter((row) => row.environmentId === environmentId);
  return (
    <>
      <datalist id="known-images">{[...new Set(there(images).flatMap(({ tags }) => tags))].sort().map((tag) => <option key={tag} value={tag} />)}</datalist>
      <datalist id="known-networks">{there(networks).map(({ id, name }) => <option key={id} value={name} />)}</datalist>
    </>
  );
}
