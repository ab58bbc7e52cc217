import { z } from 'zod';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { hashPassword } from './password';
import { translateError } from './problem';
import { anyUserExists, createFirstUser } from './user.repo';

/** Unattended set-up: the first admin from the environment, unless somebody is there already. */
export async function ensureFirstAdmin(email = process.env.GANTRY_ADMIN_EMAIL, password = process.env.GANTRY_ADMIN_PASSWORD): Promise<void> {
  if ((!email && !password) || (await anyUserExists())) return;
  if (!email || !password) throw new Error('Set both GANTRY_ADMIN_EMAIL and GANTRY_ADMIN_PASSWORD, or neither.');
  if (!z.email().safeParse(email.trim()).success) throw new Error(`GANTRY_ADMIN_EMAIL is "${email}", which is not an e-mail address.`);
  const passwordHash = await hashPassword(password, email).catch(async (error: unknown) => {
    if (!isAppError(error)) throw error;
    throw new Error(`GANTRY_ADMIN_PASSWORD cannot be used. ${(await translateError(error, 'en')).detail}`, { cause: error });
  });
  if (await createFirstUser({ email, name: 'Admin', role: 'admin', passwordHash })) log.info({ email }, 'made the first admin');
}
