import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { safeNextPath } from '../model/next-path';
import { currentUser, type CurrentUser } from './current-user';

/** Set by proxy.ts: a layout cannot see the address otherwise. */
export const PATH_HEADER = 'x-gantry-path';

/** The person of this page, or the sign-in page with the way back. */
export async function requireUser(): Promise<CurrentUser> {
  const user = await currentUser();
  if (user) return user;
  const next = safeNextPath((await headers()).get(PATH_HEADER));
  redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
}
