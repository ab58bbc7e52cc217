import { ApiError, type Problem } from '@/lib/platform/client/call-api';

/** Signs this browser in; the session cookie is in the answer. Throws {@link ApiError} with a sentence to show. */
export const signIn = (email: string, password: string): Promise<void> => post('callback/credentials', { email, password });

/** Where the second step goes on: the refusal of a first step that was right. */
export interface SecondStep {
  ticket: string;
  passkeys: number;
}
export function secondStepOf(error: unknown): SecondStep | null {
  if (!(error instanceof ApiError) || error.problem.code !== 'access.second_step') return null;
  return { ticket: String(error.problem.params?.ticket), passkeys: Number(error.problem.params?.passkeys) };
}
/** Another page hands the second step to the sign-in page; behind `#` no server log has the ticket. */
export const secondStepAddress = ({ ticket, passkeys }: SecondStep) => `/sign-in#${new URLSearchParams({ ticket, passkeys: String(passkeys) }).toString()}`;
export function secondStepInAddress(): SecondStep | null {
  const hash = new URLSearchParams(location.hash.slice(1));
  const ticket = hash.get('ticket');
  return ticket ? { ticket, passkeys: Number(hash.get('passkeys')) } : null;
}

/** What a passkey has signed, with the ticket of its challenge. */
export const signInWithSigned = (ticket: string, passkey: string): Promise<void> => post('callback/credentials', { ticket, passkey });

export const signInByCode = (ticket: string, passcode: string): Promise<void> => post('callback/credentials', { ticket, passcode });

/** Ends this browser's session on the server and removes its cookie. */
export const signOut = (): Promise<void> => post('signout', {});

async function post(action: string, fields: Record<string, string>): Promise<void> {
  const { csrfToken } = (await (await ok(fetch('/api/auth/csrf', { cache: 'no-store' }))).json()) as { csrfToken: string };
  await ok(fetch(`/api/auth/${action}`, { method: 'POST', body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }) }));
}

async function ok(sent: Promise<Response>): Promise<Response> {
  const response = await sent;
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw problem?.code ? new ApiError(problem) : new Error(`${response.status} ${response.statusText}`);
}
