import type { Scope } from '../../model/scope';
import { manageableUser } from '../manageable-user';
import { revokeSessions } from '../session.repo';
import { deleteAllFactors } from './factor.repo';

/** For who lost their phone. Whoever has it is out as well. */
export async function resetSecondFactor(scope: Scope, id: string) {
  const user = await manageableUser(scope, id);
  await deleteAllFactors(id);
  await revokeSessions(id, {}, new Date());
  return { email: user.email };
}
