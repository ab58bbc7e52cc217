import type { AccountRole } from '../../model/role-names';
import { seal, unseal } from '@/lib/platform/server/seal';
import { accessErrors } from '../../errors';
import type { Scope } from '../../model/scope';
import type { ProviderSettings } from '../../spec/identity-provider';
import { refuseRoleBeyondOwn } from '../manageable-user';
import { callbackPath } from '../oidc/start-oidc';
import { changeProvider, findProvider, insertProvider, listAllProviders, type Provider, type ProviderInput, removeProvider } from './provider.repo';

export type ProviderBody = Omit<ProviderInput, 'secret'> & { secret?: string | null };

const toDto = ({ id, name, enabled, createAccounts, accountRole, mappings, settings, secret }: Provider) => ({
  id, name, enabled, createAccounts, accountRole: accountRole as AccountRole, mappings, settings, hasSecret: secret !== null, redirectPath: settings.kind === 'oidc' ? callbackPath(id) : null,
});

export const listProviders = async () => ({ items: (await listAllProviders()).map(toDto) });

export async function createProvider(scope: Scope, { secret, ...body }: ProviderBody) {
  refuseRolesBeyondOwn(scope, body);
  const row = await insertProvider({ ...body, secret: secret ? seal(secret) : null }, scope.actor.name);
  if (!row) throw accessErrors('provider_name_taken', { name: body.name }, '$.name');
  return toDto(row);
}

export async function updateProvider(scope: Scope, id: string, { secret, ...body }: ProviderBody) {
  refuseRolesBeyondOwn(scope, body);
  const before = await existing(id);
  if (before.settings.kind !== body.settings.kind) throw accessErrors('provider_kind_stays', {}, '$.settings.kind');
  const row = await changeProvider(before, { ...body, secret: secret === undefined ? keptSecret(before, body.settings) : secret ? seal(secret) : null });
  if (!row) throw accessErrors('provider_name_taken', { name: body.name }, '$.name');
  return { before: toDto(before), after: toDto(row) };
}

export async function deleteProvider(id: string) {
  const before = await existing(id);
  await removeProvider(before);
  return toDto(before);
}

/** The secret to test with: what was typed, else the stored one. */
export async function secretForTest({ id, secret, settings }: { id?: string; secret?: string | null; settings: ProviderSettings }): Promise<string | null> {
  if (secret !== undefined || !id) return secret || null;
  const kept = keptSecret(await existing(id), settings);
  return kept === null ? null : unseal(kept);
}

const addressOf = (settings: ProviderSettings) => (settings.kind === 'oidc' ? settings.issuer : `${settings.url} ${settings.startTls} ${settings.ca}`);

/** A stored secret goes to the server it was given for and to no other. */
function keptSecret({ secret, settings }: Provider, wanted: ProviderSettings): string | null {
  if (secret !== null && addressOf(settings) !== addressOf(wanted)) throw accessErrors('provider_secret_again', {}, '$.secret');
  return secret;
}

async function existing(id: string): Promise<Provider> {
  const provider = await findProvider(id);
  if (!provider) throw accessErrors('provider_not_found');
  return provider;
}

function refuseRolesBeyondOwn(scope: Scope, { accountRole, mappings }: Omit<ProviderBody, 'secret'>): void {
  for (const role of new Set([accountRole, ...mappings.map((mapping) => mapping.role)])) refuseRoleBeyondOwn(scope, role);
}
