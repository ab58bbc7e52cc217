'use client';
import { useTranslations } from 'next-intl';
import type { AppSpecInput } from '@/lib/apps/spec';
import type { FieldErrors } from '../deploy-form';
import { ChoiceField, CommandField, ListField, NumberField, TextField } from './inputs';
import { Rows } from './rows';

type Check = NonNullable<AppSpecInput['healthChecks']>[number];
type Readiness = NonNullable<AppSpecInput['readinessChecks']>[number];
const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'COMMAND'] as const;

/** A number is a port of the container; a word is the name that the port has in the list above. */
const portOf = (text: string | undefined) => (text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : text);
const withProtocol = (protocol: Check['protocol'], { protocol: _, ...old }: Check): Check => {
  const { intervalSeconds, timeoutSeconds, gracePeriodSeconds, maxConsecutiveFailures } = old;
  const rhythm = Object.fromEntries(Object.entries({ intervalSeconds, timeoutSeconds, gracePeriodSeconds, maxConsecutiveFailures }).filter(([, value]) => value !== undefined));
  return (protocol === 'COMMAND' ? { protocol, command: [], ...rhythm } : { protocol, ...rhythm }) as Check;
};

export function HealthFields({ value, onChange, errors }: { value: Check[]; onChange: (value: Check[]) => void; errors: FieldErrors }) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={value} block add={t('addHealthCheck')} remove={t('remove')} onAdd={() => onChange([...value, { protocol: 'HTTP', path: '/' }])} onChange={onChange}>
      {(check: Check, change, index) => {
        const error = (name: string) => errors[`healthChecks[${index}].${name}`];
        const number = (name: 'intervalSeconds' | 'timeoutSeconds' | 'gracePeriodSeconds' | 'maxConsecutiveFailures', placeholder: number) => <NumberField label={t(`health.${name}`)} hint={t(`health.${name}Hint`)} error={error(name)} placeholder={String(placeholder)} value={check[name]} onChange={(next) => change({ ...check, [name]: next } as Check)} />;
        return (
          <>
            <ChoiceField label={t('protocol')} hint={t(`checkProtocols.${check.protocol}`)} error={error('protocol')} value={check.protocol} onChange={(protocol) => change(withProtocol(protocol, check))} options={PROTOCOLS.map((one) => ({ value: one, label: one }))} />
            {check.protocol === 'COMMAND'
              ? <CommandField label={t('healthCommand')} hint={t('healthHint')} error={error('command')} value={check.command} onChange={(command) => change({ ...check, command: command ?? [] })} placeholder="wget -q -O /dev/null http://127.0.0.1:8080/health" />
              : <TextField label={t('checkPort')} hint={t('checkPortHint')} error={error('port')} value={check.port === undefined ? undefined : String(check.port)} onChange={(port) => change({ ...check, port: portOf(port) })} />}
            {(check.protocol === 'HTTP' || check.protocol === 'HTTPS') && <TextField label={t('checkPath')} hint={t('checkPathHint')} error={error('path')} mono value={check.path} onChange={(path) => change({ ...check, path })} placeholder="/" />}
            {number('intervalSeconds', 10)}{number('timeoutSeconds', 5)}{number('gracePeriodSeconds', 0)}{number('maxConsecutiveFailures', 3)}
          </>
        );
      }}
    </Rows>
  );
}

export function ReadinessFields({ value, onChange, errors }: { value: Readiness[]; onChange: (value: Readiness[]) => void; errors: FieldErrors }) {
  const t = useTranslations('apps.form');
  return (
    <Rows items={value} block add={t('addReadinessCheck')} remove={t('remove')} onAdd={() => onChange([...value, { protocol: 'HTTP', path: '/' }])} onChange={onChange}>
      {(check: Readiness, change, index) => {
        const error = (name: string) => errors[`readinessChecks[${index}].${name}`];
        return (
          <>
            <ChoiceField label={t('protocol')} value={check.protocol} onChange={(protocol) => change({ ...check, protocol })} options={[{ value: 'HTTP', label: 'HTTP' }, { value: 'HTTPS', label: 'HTTPS' }]} />
            <TextField label={t('checkPort')} hint={t('checkPortHint')} error={error('port')} value={check.port === undefined ? undefined : String(check.port)} onChange={(port) => change({ ...check, port: portOf(port) })} />
            <TextField label={t('checkPath')} hint={t('checkPathHint')} error={error('path')} mono value={check.path} onChange={(path) => change({ ...check, path })} placeholder="/" />
            <ListField label={t('readyCodes')} hint={t('readyCodesHint')} error={error('httpStatusCodesForReady')} value={check.httpStatusCodesForReady?.map(String)} onChange={(codes) => change({ ...check, httpStatusCodesForReady: codes && codes.length > 0 ? codes.map(Number) : undefined })} placeholder="200, 204" />
            <NumberField label={t('health.intervalSeconds')} error={error('intervalSeconds')} placeholder="5" value={check.intervalSeconds} onChange={(intervalSeconds) => change({ ...check, intervalSeconds })} />
            <NumberField label={t('health.timeoutSeconds')} error={error('timeoutSeconds')} placeholder="5" value={check.timeoutSeconds} onChange={(timeoutSeconds) => change({ ...check, timeoutSeconds })} />
          </>
        );
      }}
    </Rows>
  );
}
