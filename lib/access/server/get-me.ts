import type { Scope } from '../model/scope';
import { ownAccount } from './own-account';
import { toMeDto } from './user-dto';

export const getMe = async (scope: Scope) => toMeDto(await ownAccount(scope), scope);
