import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { safeNextPath } from '../model/next-path';
import { currentUser, type CurrentUser } from './current-user';

/** Set by proxy.ts: a layout cannot see the address otherwise. */
export const PATH_HEADER = 'x-gantry-path';

/** The person of this page, or with the way back the sign-in page, or the set-up of the second factor they must have. */
export async function requireUser(): Promise<CurrentUser> {
  const user = await currentUser();
  if (user && !user.lacksSecondFactor) return user;
  const next = safeNextPath((await headers()).get(PATH_HEADER));
  const page = user ? '/second-factor' : '/sign-in';
  redirect(next === '/' ? page : `${page}?next=${encodeURIComponent(next)}`);
}
