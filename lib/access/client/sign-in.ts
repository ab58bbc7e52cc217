import { ApiError, type Problem } from '@/lib/platform/client/call-api';

/** Signs this browser in; the session cookie is in the answer. Throws {@link ApiError} with a sentence to show. */
export const signIn = (email: string, password: string): Promise<void> => post('callback/credentials', { email, password });

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
