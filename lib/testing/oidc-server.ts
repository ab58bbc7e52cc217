import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type ClientMetadata } from 'oidc-provider';

export interface OidcPerson {
  sub: string;
  [claim: string]: unknown;
}

/** A real OpenID Connect provider, at which whoever is set by `be` is signed in without a question. */
export async function startOidcServer() {
  const state: { who: OidcPerson; handle: (request: IncomingMessage, response: ServerResponse) => void } = { who: { sub: 'nobody' }, handle: (_, response) => void response.writeHead(503).end() };
  const people = new Map<string, OidcPerson>();
  const server = http.createServer((request, response) => state.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    be(person: OidcPerson) {
      state.who = person;
      people.set(person.sub, person);
    },
    serve(clients: ClientMetadata[]) {
      const provider = new Provider(issuer, {
        clients,
        cookies: { keys: ['test'] },
        pkce: { required: () => true },
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
        findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
        async loadExistingGrant(ctx) {
          const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId });
          grant.addOIDCScope('openid email profile');
          await grant.save();
          return grant;
        },
      });
      const callback = provider.callback();
      state.handle = (request, response) => {
        if (request.url?.startsWith('/interaction/')) void provider.interactionFinished(request, response, { login: { accountId: state.who.sub } });
        else void callback(request, response);
      };
    },
    stop: () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** Follows redirects as a browser does, with cookies, until one leads away from the issuer. Returns where to. */
export async function walkThrough(issuer: string, start: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = new URL(start);
  for (let hop = 0; hop < 10; hop++) {
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name!, value!);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${at.href} answers ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at);
    if (at.origin !== issuer) return at;
  }
  throw new Error('too many redirects');
}
