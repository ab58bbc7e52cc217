import { hash, verify } from '@node-rs/argon2';
import { processState } from '@/lib/platform/server/process-state';
import { accessErrors } from '../errors';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, passwordProblem } from '../model/password-policy';

/** OWASP's floor for argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** One at a time leaves the other core to everybody who is signed in already. */
const AT_ONCE = 1;
const MOST_WAITING = 100;

const queue = () => processState<{ running: number; waiting: (() => void)[] }>('password-queue', () => ({ running: 0, waiting: [] }));

/** A flood of sign-ins must not take both cores and all memory: they queue, and beyond a point they are sent away. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const state = queue();
  if (state.running >= AT_ONCE) {
    if (state.waiting.length >= MOST_WAITING) throw accessErrors('too_busy', { seconds: 5 });
    // The one that ends hands its place on, so that nobody slips in between.
    await new Promise<void>((resolve) => state.waiting.push(resolve));
  } else {
    state.running++;
  }
  try {
    return await work();
  } finally {
    const next = state.waiting.shift();
    if (next) next();
    else state.running--;
  }
}

/** Throws the code of the rule that the password breaks, with the path of the field. */
export async function hashPassword(password: string, email: string, path = '$.password'): Promise<string> {
  const problem = passwordProblem(password, email);
  if (problem) throw accessErrors(problem, { min: MIN_PASSWORD_LENGTH, max: MAX_PASSWORD_LENGTH }, path);
  return inTurn(() => hash(password, COST));
}

// Verified in place of an unknown account's hash, so that both answers take as long. Its password was random and is lost.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$d2RLDGas1ZqXehHYGsnwVw$qyU5IqQ4cSlKrBaGJA9PdNaInNUGElUxw/kJGAf5pw0';

export const verifyPassword = (stored: string | null, password: string): Promise<boolean> =>
  inTurn(async () => (await verify(stored ?? NOBODY, password)) && stored !== null);
