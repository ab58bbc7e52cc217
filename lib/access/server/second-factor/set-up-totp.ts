import { seal, unseal } from '@/lib/platform/server/seal';
import { accessErrors } from '../../errors';
import type { Scope } from '../../model/scope';
import { limitRate } from '../limit-rate';
import { ownAccountInBrowser } from '../own-account';
import { confirmTotp as confirm, draftTotp, findTotp } from './factor.repo';
import { type Proof, proveAgain } from './prove-again';
import { firstRecoveryCodes } from './recovery-codes';
import { newTotpSecret, stepOfCode, totpUri } from './totp';

const DRAFT_MS = 15 * 60_000;

/** A secret for the authenticator app; it counts for nothing until a code shows that the app has it. */
export async function beginTotp(scope: Scope, proof: Proof) {
  const now = new Date();
  const user = await proveAgain(scope, proof, now);
  const secret = newTotpSecret();
  if (!(await draftTotp(user.id, seal(secret), now))) throw accessErrors('totp_exists');
  return { secret, uri: totpUri(secret, user.email) };
}

export async function confirmTotp(scope: Scope, passcode: string) {
  const now = new Date();
  const user = await ownAccountInBrowser(scope);
  await limitRate(`totp-confirm:${user.id}`, 20, 5 * 60_000);
  const draft = await findTotp(user.id);
  if (draft?.confirmedAt) throw accessErrors('totp_exists');
  if (!draft || now.getTime() - draft.createdAt.getTime() > DRAFT_MS) throw accessErrors('totp_not_begun');
  const step = stepOfCode(unseal(draft.secret), passcode.replace(/\s/g, ''), now);
  if (step === null) throw accessErrors('totp_wrong_code', {}, '$.passcode');
  if (!(await confirm(user.id, step, now))) throw accessErrors('totp_exists');
  return { recoveryCodes: await firstRecoveryCodes(user.id) };
}
