import { expect, it } from 'vitest';
import { diffSpec } from './diff-spec';

it('names what differs leaf by leaf', () => {
  expect(diffSpec({ cpus: 1, log: { maxFiles: 3 }, image: 'a' }, { cpus: 2, log: { maxFiles: 3 }, image: 'a', user: 'x' })).toEqual([{ path: 'cpus', from: '1', to: '2' }, { path: 'user', from: '', to: '"x"' }]);
});

it('shows no value of an env, of the app or of a sidecar', () => {
  const changes = diffSpec({ env: { A: 'secret-1' }, sidecars: [] }, { env: { A: 'secret-2' }, sidecars: [{ name: 'log', env: { TOKEN: 'secret-3' } }] });
  expect(changes.map(({ path }) => path)).toEqual(['env.A', 'sidecars']);
  expect(JSON.stringify(changes)).not.toContain('secret');
  expect(changes[1]!.to).toContain('"TOKEN":"••••••"');
});

it('cuts the content of a file short', () => {
  expect(diffSpec({ configFiles: [] }, { configFiles: [{ path: '/a', content: 'x'.repeat(10_000) }] })[0]!.to.length).toBeLessThan(300);
});
