import { accessErrors } from '../../errors';
import { demandsSecondFactor } from '../../model/second-factor-policy';
import type { UserRow } from '../user.repo';
import { factorsOf } from './factor.repo';
import { readPolicy } from './policy.repo';

/** Refuses to take the last factor from somebody who must have one. */
export async function keepWhatIsDemanded({ id, role }: UserRow): Promise<void> {
  const { totp, passkeys } = await factorsOf(id);
  if (Number(totp) + passkeys <= 1 && demandsSecondFactor(await readPolicy(), role)) throw accessErrors('second_factor_demanded');
}
