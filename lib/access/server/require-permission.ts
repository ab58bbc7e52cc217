import { notFound, redirect } from 'next/navigation';
import type { Permission } from '@/lib/platform/endpoint';
import { currentUser, type CurrentUser } from './current-user';

/** For a page: who sees it. Sends the signed-out to sign in; a page one may not see is not there. */
export async function requirePermission(permission?: Permission): Promise<CurrentUser> {
  const user = await currentUser();
  if (!user) redirect('/sign-in');
  if (permission && !user.permissions.includes(permission)) notFound();
  return user;
}
