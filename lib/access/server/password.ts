import { hash, verify } from '@node-rs/argon2';
import { accessErrors } from '../errors';
import { passwordProblem } from '../model/password-policy';

/** OWASP's floor for argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** A flood of sign-ins must not take both cores and all memory. */
async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Throws `access.weak_password` with the path of the field. */
export async function hashPassword(password: string, email: string, path = '$.password'): Promise<string> {
  const problem = passwordProblem(password, email);
  if (problem) throw accessErrors(problem, {}, path);
  return oneOfFew(() => hash(password, COST));
}

// Verified in place of an unknown account's hash, so that both answers take as long.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$0qZJ9X7u0Yx4rQ3a3yS8tq5b3jZkQmJ5r3f2yq0n4dA';

export const verifyPassword = (stored: string | null, password: string): Promise<boolean> =>
  oneOfFew(() => verify(stored ?? NOBODY, password).then((ok) => ok && stored !== null, () => false));
