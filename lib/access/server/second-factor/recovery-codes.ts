import { randomBytes } from 'node:crypto';
import { accessErrors } from '../../errors';
import { RECOVERY_CODE_COUNT, toRecoveryCode } from '../../model/recovery-code';
import type { Scope } from '../../model/scope';
import { countRecoveryCodes, factorsOf, replaceRecoveryCodes } from './factor.repo';
import { type Proof, proveAgain } from './prove-again';
import { hashOfCode } from './spend-code';

export async function makeRecoveryCodes(userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, () => toRecoveryCode(randomBytes(16)));
  await replaceRecoveryCodes(userId, codes.map((code) => hashOfCode(userId, code)));
  return codes;
}

/** With the first factor come its recovery codes; null when the person has some. */
export const firstRecoveryCodes = async (userId: string) => ((await countRecoveryCodes(userId)) > 0 ? null : makeRecoveryCodes(userId));

export async function renewRecoveryCodes(scope: Scope, proof: Proof) {
  const user = await proveAgain(scope, proof, new Date());
  const { totp, passkeys } = await factorsOf(user.id);
  if (!totp && passkeys === 0) throw accessErrors('second_factor_none');
  return { recoveryCodes: await makeRecoveryCodes(user.id) };
}
