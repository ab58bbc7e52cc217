import type { Scope } from '../model/scope';
import { ownAccountInBrowser } from './own-account';
import { toMeDto } from './user-dto';
import { changeProfile } from './user.repo';

export async function updateMe(scope: Scope, { name, locale }: { name?: string; locale?: string | null }) {
  const user = await ownAccountInBrowser(scope);
  return toMeDto(await changeProfile(user.id, { name, locale }), scope);
}
