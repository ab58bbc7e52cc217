import { expect, it } from 'vitest';
import { drawBadge } from './draw-badge';
import { tagOfWebhook, withTag } from './image-reference';

it.each([
  ['nginx', { tag: '1.29' }, 'nginx:1.29'],
  ['nginx:1.28', { tag: '1.29' }, 'nginx:1.29'],
  ['registry:5000/team/app', { tag: 'v2' }, 'registry:5000/team/app:v2'],
  ['registry:5000/team/app:v1', { digest: 'sha256:aa' }, 'registry:5000/team/app@sha256:aa'],
  ['app:v1@sha256:bb', { tag: 'v2' }, 'app:v2'],
] as [string, { tag: string } | { digest: string }, string][])('%s with %o is %s', (image, change, expected) => expect(withTag(image, change)).toBe(expected));

it("reads the tag out of a registry's webhook", () => {
  expect(tagOfWebhook({ push_data: { tag: 'v3' }, repository: {} })).toBe('v3');
  expect(tagOfWebhook({ package: { package_version: { container_metadata: { tag: { name: 'v4' } } } } })).toBe('v4');
  expect(tagOfWebhook({ event_data: { resources: [{ tag: 'v5' }] } })).toBe('v5');
  expect(tagOfWebhook({ push_data: { tag: 7 } })).toBeUndefined();
});

it('a badge shows its texts as text', () => {
  const svg = drawBadge('<b>&"', '2 of 2', 'good');
  expect(svg).toContain('&lt;b&gt;&amp;&quot;');
  expect(svg).toContain('2 of 2');
  expect(svg).not.toContain('<b>');
});
