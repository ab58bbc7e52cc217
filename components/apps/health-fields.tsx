'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { joinArgs, splitArgs } from '@/lib/apps/model/args-text';
import type { AppSpecInput } from '@/lib/apps/spec';
import type { FieldErrors } from './deploy-form';

type Check = NonNullable<AppSpecInput['healthCheck']>;
const NUMBERS = [['intervalSeconds', 10], ['timeoutSeconds', 5], ['gracePeriodSeconds', 0], ['maxConsecutiveFailures', 3]] as const;

/** A command that tells whether an instance is well; its times appear once there is one. */
export function HealthFields({ value, onChange, errors }: { value: Check | undefined; onChange: (value: Check | undefined) => void; errors: FieldErrors }) {
  const t = useTranslations('apps.form');
  const number = (name: (typeof NUMBERS)[number][0], placeholder: number) => (
    <Field key={name} label={t(`health.${name}`)} error={errors[`healthCheck.${name}`]}><Input type="number" min={0} placeholder={String(placeholder)} value={value?.[name] ?? ''} onChange={(event) => onChange({ ...value!, [name]: event.target.value.trim() === '' ? undefined : Number(event.target.value) })} /></Field>
  );
  return (
    <>
      <div className="sm:col-span-2"><Field label={t('healthCommand')} hint={t('healthHint')} error={errors['healthCheck.command']}><Input className="font-mono text-[13px]" value={joinArgs(value?.command)} onChange={(event) => { const command = splitArgs(event.target.value); onChange(command && { ...value, command }); }} placeholder="wget -q -O /dev/null http://127.0.0.1:8080/health" spellCheck={false} /></Field></div>
      {value && NUMBERS.map(([name, placeholder]) => number(name, placeholder))}
    </>
  );
}
