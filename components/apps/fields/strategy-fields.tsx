'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { parseCanarySteps, printCanarySteps } from '@/lib/apps/model/canary-text';
import type { AppSpecInput } from '@/lib/apps/spec';
import type { FieldErrors } from '../deploy-form';
import { useState } from 'react';
import { CanaryHeader } from './canary-header';

type Strategy = NonNullable<AppSpecInput['upgradeStrategy']>;
const KINDS = ['rolling', 'blueGreen', 'canary', 'recreate'] as const;
const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text));

/** How a new version takes the place of the old one; only what the chosen kind uses is shown. */
export function StrategyFields({ value, onChange, errors }: { value: Strategy; onChange: (value: Strategy) => void; errors: FieldErrors }) {
  const t = useTranslations('apps.strategy');
  const [steps, setSteps] = useState(printCanarySteps(value.canarySteps));
  const kind = value.kind ?? 'rolling';
  const number = (name: 'minimumHealthCapacity' | 'maximumOverCapacity' | 'minHealthySeconds' | 'deadlineSeconds' | 'keepForSeconds', placeholder: number, step = 1) => (
    <Field label={t(name)} hint={t(`${name}Hint`)} error={errors[`upgradeStrategy.${name}`]}><Input type="number" min={0} step={step} placeholder={String(placeholder)} value={value[name] ?? ''} onChange={(event) => onChange({ ...value, [name]: numberOf(event.target.value) })} /></Field>
  );
  return (
    <>
      <Field label={t('kind')} hint={t(`kindHint.${kind}`)}><Select value={kind} onValueChange={(next) => onChange({ ...value, kind: next as Strategy['kind'] })} options={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))} /></Field>
      <Field label={t('onFailure')} hint={t('onFailureHint')}><Select value={value.onFailure ?? 'rollBack'} onValueChange={(next) => onChange({ ...value, onFailure: next as Strategy['onFailure'] })} options={(['rollBack', 'pause'] as const).map((one) => ({ value: one, label: t(`onFailures.${one}`) }))} /></Field>
      {(kind === 'rolling' || kind === 'canary') && number('minimumHealthCapacity', 1, 0.05)}
      {(kind === 'rolling' || kind === 'canary') && number('maximumOverCapacity', 0.25, 0.05)}
      {kind === 'canary' && <Field label={t('canarySteps')} hint={t('canaryStepsHint')} error={errors['upgradeStrategy.canarySteps'] ?? (steps.trim() !== '' && !parseCanarySteps(steps) ? t('canaryStepsBad') : undefined)}><Input className="font-mono text-[13px]" placeholder="10%, 50%" value={steps} onChange={(event) => { setSteps(event.target.value); onChange({ ...value, canarySteps: parseCanarySteps(event.target.value) }); }} spellCheck={false} /></Field>}
      {kind === 'blueGreen' && number('keepForSeconds', 600)}
      {kind === 'canary' && <CanaryHeader value={value.canaryHeader} onChange={(canaryHeader) => onChange({ ...value, canaryHeader })} errors={errors} />}
      {kind !== 'recreate' && <Field label={t('keepPages')} hint={t('keepPagesHint')} error={errors['upgradeStrategy.keepPages']}><Select value={value.keepPages ?? 'assets'} onValueChange={(next) => onChange({ ...value, keepPages: next as Strategy['keepPages'] })} options={(['assets', 'session', 'off'] as const).map((one) => ({ value: one, label: t(`keepPagesChoices.${one}`) }))} /></Field>}
      {number('minHealthySeconds', 3)}
      {number('deadlineSeconds', 300)}
    </>
  );
}
