import { demandsSecondFactor } from '../../model/second-factor-policy';
import type { Scope } from '../../model/scope';
import { ownAccount } from '../own-account';
import { listPasskeys, toPasskeyDto } from '../passkey/passkey.repo';
import { countRecoveryCodes, findTotp } from './factor.repo';
import { readPolicy } from './policy.repo';
import { proofOf } from './prove-again';

export async function getSecondFactor(scope: Scope) {
  const user = await ownAccount(scope);
  const [policy, totp, passkeys, recoveryCodesLeft, proof] = await Promise.all([readPolicy(), findTotp(user.id), listPasskeys(user.id), countRecoveryCodes(user.id), proofOf(user)]);
  return {
    demanded: demandsSecondFactor(policy, user.role),
    totp: totp?.confirmedAt ? { since: totp.confirmedAt.toISOString() } : null,
    passkeys: passkeys.map(toPasskeyDto),
    recoveryCodesLeft,
    proof,
  };
}
