'use client';
import { useTranslations } from 'next-intl';
import type { AppSpecInput } from '@/lib/apps/spec';
import type { FieldErrors } from '../deploy-form';
import { TextField } from './inputs';

type Header = NonNullable<NonNullable<AppSpecInput['upgradeStrategy']>['canaryHeader']>;

/** Both or nothing. */
export function CanaryHeader({ value, onChange, errors }: { value: Header | undefined; onChange: (value: Header | undefined) => void; errors: FieldErrors }) {
  const t = useTranslations('apps.strategy');
  const set = (change: Partial<Header>) => {
    const next = { name: '', value: '', ...value, ...change };
    onChange(next.name === '' && next.value === '' ? undefined : next);
  };
  return (
    <>
      <TextField label={t('canaryHeaderName')} hint={t('canaryHeaderNameHint')} error={errors['upgradeStrategy.canaryHeader.name']} mono value={value?.name} onChange={(name) => set({ name: name ?? '' })} placeholder="X-Canary" />
      <TextField label={t('canaryHeaderValue')} error={errors['upgradeStrategy.canaryHeader.value']} mono value={value?.value} onChange={(text) => set({ value: text ?? '' })} placeholder="yes" />
    </>
  );
}
