import { isSecretName, MASK } from '@/lib/access/model/mask-secrets';
import { type RawInspect, splitEnv } from './inspect';

/** Values under secret-sounding names, and passwords inside of addresses, are not for everyone who may look. */
export function maskEnv(entries: string[]): { name: string; value: string; masked: boolean }[] {
  return entries.map((entry) => {
    const { name, value } = splitEnv(entry);
    if (value !== '' && isSecretName(name)) return { name, value: MASK, masked: true };
    const shown = value.replace(URL_PASSWORD, `$1${MASK}@`);
    return { name, value: shown, masked: shown !== value };
  });
}

const URL_PASSWORD = /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,200}:)[^\s@/]{1,500}@/gi;

export const isSecret = (name: string, value: string) => maskEnv([`${name}=${value}`])[0]!.masked;

export function maskInspect(inspect: RawInspect): Record<string, unknown> {
  const Env = maskEnv(inspect.Config.Env ?? []).map(({ name, value }) => `${name}=${value}`);
  return { ...inspect, Config: { ...inspect.Config, Env } };
}
