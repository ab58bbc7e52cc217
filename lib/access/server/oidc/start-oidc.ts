import * as oidc from 'openid-client';
import { unseal } from '@/lib/platform/server/seal';
import { accessErrors } from '../../errors';
import { safeNextPath } from '../../model/next-path';
import { findProvider, type Provider } from '../identity/provider.repo';
import { limitRate } from '../limit-rate';
import { sealTicket } from '../second-factor/ticket';
import { discoverOidc, type OidcSettings } from './oidc-client';

/** People may have to find their phone at the provider. */
export const OIDC_MS = 10 * 60_000;
/** A whole office may sit behind one address; each start asks the provider. */
export const PER_ADDRESS = 200;
export const callbackPath = (providerId: string) => `/api/v1/sign-in/oidc/${providerId}/callback`;

export async function enabledOidc(id: string): Promise<Provider<OidcSettings>> {
  const provider = await findProvider(id);
  if (!provider?.enabled || provider.settings.kind !== 'oidc') throw accessErrors('provider_not_found');
  return provider as Provider<OidcSettings>;
}

export const secretOf = ({ secret }: { secret: string | null }) => (secret === null ? null : unseal(secret));

/** Where the browser goes, and the sealed cookie by which it is known when it comes back. */
export async function startOidc({ providerId, next, origin, address }: { providerId: string; next: string; origin: string; address: string }): Promise<{ url: string; ticket: string }> {
  await limitRate(`oidc-start:${address}`, PER_ADDRESS, 5 * 60_000);
  const provider = await enabledOidc(providerId);
  const config = await discoverOidc(provider.settings, secretOf(provider));
  const verifier = oidc.randomPKCECodeVerifier();
  const flow = { providerId, redirectUri: `${origin}${callbackPath(providerId)}`, state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, next: safeNextPath(next) };
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: flow.redirectUri, scope: provider.settings.scopes, state: flow.state, nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  });
  return { url: url.href, ticket: sealTicket('oidc', flow, new Date(), OIDC_MS) };
}
