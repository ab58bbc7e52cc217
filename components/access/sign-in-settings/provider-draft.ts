import type { Provider } from '@/lib/access/client/use-providers';

type Settings = Provider['settings'];
export type Kind = Settings['kind'];
export type OidcSettings = Extract<Settings, { kind: 'oidc' }>;
export type LdapSettings = Extract<Settings, { kind: 'ldap' }>;
export type ProviderDraft = Omit<Provider, 'id'> & { id?: string; secret: string };

const SETTINGS: Record<Kind, Settings> = {
  oidc: { kind: 'oidc', issuer: '', clientId: '', scopes: 'openid email profile', groupsClaim: 'groups', allowPrivateAddress: false },
  ldap: { kind: 'ldap', url: '', startTls: false, ca: '', bindDn: '', searchBase: '', filter: '(mail={login})', emailAttribute: 'mail', nameAttribute: 'cn', groupsAttribute: 'memberOf', linkByEmail: false },
};

export const newDraft = (kind: Kind): ProviderDraft => ({ name: '', enabled: true, createAccounts: true, accountRole: 'member', mappings: [], settings: SETTINGS[kind], hasSecret: false, redirectPath: null, secret: '' });
export const draftOf = (provider: Provider): ProviderDraft => ({ ...provider, secret: '' });

/** An empty field keeps the stored secret. */
export const secretToSend = ({ secret }: ProviderDraft) => (secret === '' ? undefined : secret);
export const toBody = (draft: ProviderDraft) => {
  const { name, enabled, createAccounts, accountRole, mappings, settings } = draft;
  return { name, enabled, createAccounts, accountRole, mappings, settings, secret: secretToSend(draft) };
};
