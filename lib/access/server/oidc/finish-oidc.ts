import * as oidc from 'openid-client';
import { claimValues } from '../../model/groups-claim';
import { accessErrors } from '../../errors';
import { accountOfIdentity, type Person } from '../identity/account-of-identity';
import { limitRate } from '../limit-rate';
import { auditSignIn, type Browser, type OpenedSession, openSessionOrAskFurther } from '../open-session';
import { openTicket } from '../second-factor/ticket';
import { discoverOidc, type OidcSettings, toldApart } from './oidc-client';
import { enabledOidc, PER_ADDRESS, secretOf } from './start-oidc';
import { sourceOf, type Provider } from '../identity/provider.repo';

/** The browser is back from the provider. Only the one that left with this ticket may come. */
export async function finishOidc({ providerId, ticket, search }: { providerId: string; ticket: string; search: URLSearchParams }, browser: Browser): Promise<{ opened: OpenedSession; next: string }> {
  await limitRate(`oidc-finish:${browser.address}`, PER_ADDRESS, 5 * 60_000);
  const now = new Date();
  const provider = await enabledOidc(providerId);
  const opened = await auditSignIn(sourceOf(provider), browser, async () => {
    const flow = openTicket('oidc', ticket, now);
    if (flow.providerId !== providerId) throw accessErrors('ticket_expired');
    await flow.spend();
    const back = new URL(flow.redirectUri);
    back.search = search.toString();
    const person = await askProvider(provider, back, flow);
    const user = await accountOfIdentity(provider, person, now);
    return { user, by: sourceOf(provider), opened: await openSessionOrAskFurther(user, browser, now) };
  });
  return { opened, next: openTicket('oidc', ticket, now).next };
}

async function askProvider(provider: Provider<OidcSettings>, back: URL, flow: { state: string; nonce: string; verifier: string }): Promise<Person> {
  const config = await discoverOidc(provider.settings, secretOf(provider));
  const claims = await toldApart(async () => {
    const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true });
    const own = tokens.claims()!;
    const more = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, own.sub) : {};
    // The signed ones count where both tell.
    return { ...more, ...own } as Record<string, unknown> & { sub: string };
  }, 'oidc_refused');
  return {
    subject: claims.sub,
    email: typeof claims.email === 'string' ? claims.email : null,
    // Not a text, not 1: what a provider is not sure of proves nothing.
    emailIsProved: claims.email_verified === true,
    name: String(claims.name ?? claims.preferred_username ?? ''),
    values: claimValues(claims, provider.settings.groupsClaim),
  };
}
