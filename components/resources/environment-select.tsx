'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useEnvironments } from '@/lib/environments/client/use-environments';

/** Which engine; the first one unless chosen. */
export function useChosenEnvironment(chosen: string): string {
  const { data } = useEnvironments();
  return chosen || data?.find(({ status }) => status.kind === 'up')?.id || data?.[0]?.id || '';
}

export function EnvironmentSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useTranslations('environments.events');
  const { data } = useEnvironments();
  return <Field label={t('environment')}><Select value={value} onValueChange={onChange} options={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))} /></Field>;
}
