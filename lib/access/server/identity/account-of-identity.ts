import { accessErrors } from '../../errors';
import { grantsOf } from '../../model/groups-claim';
import { ACCOUNT_ROLES, MEMBER } from '../../model/role-names';
import { createUser, findUserByEmail, findUserById, type UserRow } from '../user.repo';
import { findIdentity, linkIdentity, noteIdentityUse, providersOfUser, replaceGrants } from './identity.repo';
import { findProvider, type Provider, sourceOf } from './provider.repo';

export interface Person {
  /** What the provider calls them for good. */
  subject: string;
  email: string | null;
  /** Whether somebody has made sure that the address is theirs. */
  emailIsProved: boolean;
  name: string;
  /** Of the groups claim or attribute. */
  values: string[];
}

/** The account of who was proved by a provider, with the grants of today. Throws when there is none and none is made. */
export async function accountOfIdentity(provider: Provider, person: Person, now: Date): Promise<UserRow> {
  const known = await findIdentity(provider.id, person.subject);
  const user = known ? await findUserById(known.userId) : await firstTime(provider, person);
  if (!user || user.disabledAt) throw accessErrors('identity_disabled');
  if (known) await noteIdentityUse(known.id, now);
  await replaceGrants(user.id, sourceOf(provider), wantedGrants(provider, person.values));
  return user;
}

/** A directory's names and values mean the same in any case. */
function wantedGrants({ kind, mappings }: Provider, values: string[]) {
  const fold = (text: string) => (kind === 'ldap' ? text.toLowerCase() : text);
  return grantsOf(mappings.map((mapping) => ({ ...mapping, value: fold(mapping.value) })), values.map(fold));
}

async function firstTime(provider: Provider, person: Person): Promise<UserRow | null> {
  const { email } = person;
  if (!email) throw accessErrors('identity_no_email');
  const existing = await findUserByEmail(email);
  const user = existing ? await linkable(existing, provider, person) : await newAccount(provider, person, email);
  if (user.disabledAt) return user;
  await linkIdentity(provider.id, person.subject, user.id);
  return user;
}

/** An account is opened by its e-mail only where that was proved, here and when the account was made. */
async function linkable(user: UserRow, provider: Provider, { emailIsProved }: Person): Promise<UserRow> {
  if (!emailIsProved) throw accessErrors('identity_email_unverified');
  for (const id of await providersOfUser(user.id)) {
    const other = await findProvider(id);
    if (!user.passwordHash && id !== provider.id && other?.settings.kind === 'ldap' && !other.settings.linkByEmail) throw accessErrors('identity_email_unverified');
  }
  return user;
}

async function newAccount(provider: Provider, { emailIsProved, name }: Person, email: string): Promise<UserRow> {
  if (provider.kind === 'oidc' && !emailIsProved) throw accessErrors('identity_email_unverified');
  if (!provider.createAccounts) throw accessErrors('identity_no_account');
  const role = ACCOUNT_ROLES.find((one) => one === provider.accountRole) ?? MEMBER;
  const user = await createUser({ email, name: name.trim().slice(0, 100) || email, role, passwordHash: null });
  // Somebody was faster; the next try finds that account.
  if (!user) throw accessErrors('identity_no_account');
  return user;
}
