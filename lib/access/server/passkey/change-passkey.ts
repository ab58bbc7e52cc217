import { accessErrors } from '../../errors';
import type { Scope } from '../../model/scope';
import { ownAccountInBrowser } from '../own-account';
import { dropCodesWithoutFactor } from '../second-factor/factor.repo';
import { keepWhatIsDemanded } from '../second-factor/keep-what-is-demanded';
import { type Proof, proveAgain } from '../second-factor/prove-again';
import { deletePasskey, listPasskeys, renamePasskey as rename } from './passkey.repo';

export async function renamePasskey(scope: Scope, id: string, name: string): Promise<void> {
  const user = await ownAccountInBrowser(scope);
  if (!(await rename(user.id, id, name))) throw accessErrors('passkey_not_found');
}

export async function removePasskey(scope: Scope, id: string, proof: Proof): Promise<void> {
  const user = await ownAccountInBrowser(scope);
  if (!(await listPasskeys(user.id)).some((passkey) => passkey.id === id)) throw accessErrors('passkey_not_found');
  await keepWhatIsDemanded(user);
  await proveAgain(scope, proof, new Date());
  await deletePasskey(user.id, id);
  await dropCodesWithoutFactor(user.id);
}
