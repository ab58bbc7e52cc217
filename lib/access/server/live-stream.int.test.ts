import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';

await testDatabase();
const { createUser, changeUnlessLastAdmin } = await import('./user.repo');
const { createTokenFromCommandLine } = await import('./create-token');
const { GET } = await import('@/app/api/v1/stream/route');

it('an open live stream ends as soon as its owner is disabled', async () => {
  const user = (await createUser({ email: 'watcher@example.com', name: 'Watcher', role: 'viewer', passwordHash: null }))!;
  const { token } = await createTokenFromCommandLine({ name: 'watch', email: user.email, expiresInDays: 1 });
  const answer = await GET(request('GET', '/api/v1/stream', { token }), { params: Promise.resolve({}) });
  const reader = answer.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('event: hello');
  const ended = (async () => { for (;;) if ((await reader.read()).done) return true; })();
  await changeUnlessLastAdmin(user.id, { disabledAt: new Date() });
  // Well before the next heartbeat would have asked.
  expect(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000, 'still open'))])).toBe(true);
});
