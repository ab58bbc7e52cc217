import { listEnabled } from './provider.repo';

/** What a stranger may know of the providers: the names on the buttons. */
export async function listWaysToSignIn() {
  const [oidc, ldap] = await Promise.all([listEnabled('oidc'), listEnabled('ldap')]);
  return { providers: oidc.map(({ id, name }) => ({ id, name })), anyLogin: ldap.length > 0 };
}
