import { accessErrors } from '../../errors';
import type { Scope } from '../../model/scope';
import { ownAccountInBrowser } from '../own-account';
import { deleteTotp, dropCodesWithoutFactor, factorsOf } from './factor.repo';
import { keepWhatIsDemanded } from './keep-what-is-demanded';
import { type Proof, proveAgain } from './prove-again';

export async function removeTotp(scope: Scope, proof: Proof): Promise<void> {
  const user = await ownAccountInBrowser(scope);
  // Asked first: a refusal must not use up a recovery code.
  if (!(await factorsOf(user.id)).totp) throw accessErrors('second_factor_none');
  await keepWhatIsDemanded(user);
  await proveAgain(scope, proof, new Date());
  await deleteTotp(user.id);
  await dropCodesWithoutFactor(user.id);
}
