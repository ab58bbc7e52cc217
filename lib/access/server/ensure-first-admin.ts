import { log } from '@/lib/platform/server/log';
import { isAppError } from '@/lib/platform/errors';
import { createOneTimeLink } from './create-link';
import { hashPassword } from './password';
import { anyUserExists, createUser } from './user.repo';

/** Unattended set-up: the first admin from the environment, unless somebody is there already. */
export async function ensureFirstAdmin(email = process.env.GANTRY_ADMIN_EMAIL, password = process.env.GANTRY_ADMIN_PASSWORD): Promise<void> {
  if (!email || !password || (await anyUserExists())) return;
  try {
    await createUser({ email, name: 'Admin', role: 'admin', passwordHash: await hashPassword(password, email) });
    log.info({ email }, 'made the first admin');
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new Error(`GANTRY_ADMIN_PASSWORD cannot be used: ${error.code}. It needs at least 10 characters and must not be a common password.`, { cause: error });
  }
}

/** The path of a fresh setup link while there is no user, else null. */
export const createSetupLink = async () => ((await anyUserExists()) ? null : (await createOneTimeLink('setup', null)).path);
