'use client';
import { useTranslations } from 'next-intl';
import type { AppSpecInput } from '@/lib/apps/spec';
import { useRegistries } from '@/lib/registries/client/use-registries';
import { ChoiceField, CommandField, TextField } from './inputs';

type Process = Pick<AppSpecInput, 'image' | 'pullPolicy' | 'registryCredential' | 'cmd' | 'args' | 'entrypoint' | 'user' | 'workingDir'>;

/** What one container runs: of the app itself, and of each sidecar. `at` is where its errors stand. */
export function ProcessFields({ value, onChange, error }: { value: Process; onChange: (change: Partial<Process>) => void; error: (name: string) => string | undefined }) {
  const t = useTranslations('apps.form');
  const { data: registries } = useRegistries();
  return (
    <>
      <TextField label={t('image')} hint={t('imageHint')} error={error('image')} required value={value.image} onChange={(image) => onChange({ image: image ?? '' })} placeholder="nginx:1.29" list="known-images" />
      <ChoiceField label={t('pullPolicy')} hint={t('pullPolicyHint')} error={error('pullPolicy')} value={value.pullPolicy} onChange={(pullPolicy) => onChange({ pullPolicy })} options={(['missing', 'always', 'never'] as const).map((one) => ({ value: one, label: t(`pull.${one}`) }))} />
      <CommandField label={t('args')} hint={t('argsHint')} error={error('args')} value={value.args} onChange={(args) => onChange({ args })} />
      <TextField label={t('cmd')} hint={t('cmdHint')} error={error('cmd')} mono value={value.cmd} onChange={(cmd) => onChange({ cmd })} />
      <CommandField label={t('entrypoint')} hint={t('entrypointHint')} error={error('entrypoint')} value={value.entrypoint} onChange={(entrypoint) => onChange({ entrypoint })} />
      <ChoiceField label={t('registryCredential')} hint={t('registryCredentialHint')} error={error('registryCredential')} value={value.registryCredential ?? ''} onChange={(name) => onChange({ registryCredential: name === '' ? undefined : name })} options={[{ value: '', label: t('noCredential') }, ...(registries ?? []).map(({ name, server }) => ({ value: name, label: server ? `${name} (${server})` : name }))]} />
      <TextField label={t('user')} hint={t('userHint')} error={error('user')} value={value.user} onChange={(user) => onChange({ user })} />
      <TextField label={t('workingDir')} hint={t('workingDirHint')} error={error('workingDir')} mono value={value.workingDir} onChange={(workingDir) => onChange({ workingDir })} />
    </>
  );
}
