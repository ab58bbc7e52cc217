import { X509Certificate } from 'node:crypto';
import { seal } from '@/lib/platform/server/seal';
import type { AcmeSettingsDto } from '../../contract';
import { certificateErrors } from '../../errors';
import { tellPages } from '../certificates-changed';
import { tryAllNow } from './acme-host.repo';
import { findAllSettings, findEnvironmentName, findSettings, removeSettings, saveSettings, type SettingsRow } from './acme-settings.repo';
import { wakeAcme } from './acme-wake';
import { readDirectory } from './read-directory';

interface Input {
  directoryUrl: string;
  email: string;
  termsAgreed: boolean;
  caPem: string | null;
  eabKeyId: string | null;
  eabSecret?: string | undefined;
}

const toDto = ({ environmentId, directoryUrl, email, termsAgreed, caPem, eabKeyId, updatedAt, updatedBy }: SettingsRow): AcmeSettingsDto => ({ environmentId, directoryUrl, email, termsAgreed, caPem, eabKeyId, updatedAt: updatedAt.toISOString(), updatedBy });

export const listAcmeSettings = async () => ({ items: (await findAllSettings()).map(toDto) });

export async function putAcmeSettings(by: string, environmentId: string, { eabSecret, ...input }: Input): Promise<{ environment: string; settings: AcmeSettingsDto }> {
  const environment = await findEnvironmentName(environmentId);
  if (environment === null) throw certificateErrors('environment_not_found', { id: environmentId });
  const caPem = input.caPem?.trim() || null;
  if (caPem) checkAuthority(caPem);
  const before = await findSettings(environmentId);
  const eabSealed = eabSecret ? seal(eabSecret) : input.eabKeyId !== null && before?.eabKeyId === input.eabKeyId ? before.eabSealed : null;
  if ((input.eabKeyId === null) !== (eabSealed === null)) throw certificateErrors('eab_incomplete', {}, input.eabKeyId === null ? '$.eabKeyId' : '$.eabSecret');
  const { terms, needsEab } = await readDirectory(input.directoryUrl, caPem);
  if (terms && !input.termsAgreed) throw certificateErrors('terms_needed', { url: terms }, '$.termsAgreed');
  if (needsEab && !eabSealed) throw certificateErrors('eab_needed', { server: new URL(input.directoryUrl).host }, '$.eabKeyId');
  const row = await saveSettings(environmentId, { ...input, caPem, eabSealed, updatedBy: by });
  await tryAllNow(environmentId, new Date());
  tellPages();
  wakeAcme();
  return { environment, settings: toDto(row) };
}

export async function deleteAcmeSettings(environmentId: string): Promise<{ environment: string; directoryUrl: string }> {
  const [row, environment] = await Promise.all([findSettings(environmentId), findEnvironmentName(environmentId)]);
  if (!row || !environment || !(await removeSettings(environmentId))) throw certificateErrors('settings_not_found', { id: environmentId });
  tellPages();
  return { environment, directoryUrl: row.directoryUrl };
}

function checkAuthority(pem: string): void {
  try {
    for (const block of pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [pem]) new X509Certificate(block);
  } catch {
    throw certificateErrors('ca_not_pem', {}, '$.caPem');
  }
}
