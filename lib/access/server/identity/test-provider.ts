import type { ProviderSettings } from '../../spec/identity-provider';
import { testDirectory } from '../ldap/directory';
import { discoverOidc } from '../oidc/oidc-client';
import { secretForTest } from './manage-providers';

/** Asks the provider with these settings, as a sign-in would, and says what was found. */
export async function testProvider(input: { settings: ProviderSettings; secret?: string | null; id?: string }): Promise<{ found: string }> {
  const secret = await secretForTest(input);
  const { settings } = input;
  if (settings.kind === 'ldap') return { found: await testDirectory(settings, secret) };
  const { issuer, authorization_endpoint: page } = (await discoverOidc(settings, secret)).serverMetadata();
  return { found: `${issuer} → ${page ?? '?'}` };
}
