import { findUserByEmail, findUserGrants } from './user.repo';

/** For slices that name accounts by their address. */
export async function findAccountByEmail(email: string): Promise<{ id: string } | null> {
  const row = await findUserByEmail(email);
  return row && { id: row.id };
}

export const findHeldOf = findUserGrants;
