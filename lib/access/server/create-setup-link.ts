import { createOneTimeLink } from './create-one-time-link';
import { anyUserExists } from './user.repo';

/** The path of a fresh setup link while there is no account, else null. An older setup link stops working. */
export const createSetupLink = async (): Promise<string | null> => ((await anyUserExists()) ? null : (await createOneTimeLink('setup', null)).path);
