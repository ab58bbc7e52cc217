import * as oidc from 'openid-client';
import type { z } from 'zod';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { accessErrors } from '../../errors';
import type { oidcSettings } from '../../spec/identity-provider';
import { guardedFetch } from './guarded-fetch';

export type OidcSettings = z.output<typeof oidcSettings>;

/** What the provider says of itself, asked anew for each sign-in: keys and addresses move. */
export async function discoverOidc({ issuer, clientId, allowPrivateAddress }: OidcSettings, secret: string | null): Promise<oidc.Configuration> {
  // The library would say so as well, in its own words.
  if (!allowPrivateAddress && !issuer.startsWith('https:')) throw accessErrors('provider_needs_https', { url: issuer });
  const auth: oidc.ClientAuth = (server, client, body, headers) => {
    if (!secret) return oidc.None()(server, client, body, headers);
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (ways.includes('client_secret_basic') ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret))(server, client, body, headers);
  };
  const execute = [oidc.enableNonRepudiationChecks, ...(allowPrivateAddress ? [oidc.allowInsecureRequests] : [])];
  return toldApart(() => oidc.discovery(new URL(issuer), clientId, secret ?? undefined, auth, { execute, [oidc.customFetch]: guardedFetch(allowPrivateAddress) }), 'provider_unreachable');
}

/** A refusal of ours as it is, anything else with its reason: libraries wrap what their fetch throws. */
export async function toldApart<T>(work: () => Promise<T>, code: 'provider_unreachable' | 'oidc_refused'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (isAppError(cause)) throw cause;
    log.warn({ err: error }, 'identity provider');
    throw accessErrors(code, { reason: reasonOf(error) });
  }
}

function reasonOf(error: unknown): string {
  const texts: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) texts.push(cause.message);
  return [...new Set(texts)].join(': ').slice(0, 300);
}
