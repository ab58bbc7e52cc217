import { notFound } from 'next/navigation';
import type { Permission } from '@/lib/platform/endpoint';
import type { CurrentUser } from './current-user';
import { requireUser } from './require-user';

/** For a page: who sees it. Sends the signed-out to sign in; a page one may not see is not there. */
export async function requirePermission(permission?: Permission): Promise<CurrentUser> {
  const user = await requireUser();
  if (permission && !user.permissions.includes(permission)) notFound();
  return user;
}
