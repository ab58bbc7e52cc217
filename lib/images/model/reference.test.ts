import { expect, it } from 'vitest';
import { splitReference } from './reference';

it.each([
  ['busybox', { repo: 'busybox', tag: 'latest' }],
  ['busybox:1', { repo: 'busybox', tag: '1' }],
  ['localhost:5000/team/app', { repo: 'localhost:5000/team/app', tag: 'latest' }],
  ['localhost:5000/team/app:v2', { repo: 'localhost:5000/team/app', tag: 'v2' }],
  ['app@sha256:abc', { repo: 'app', tag: 'latest', digest: 'sha256:abc' }],
])('%s', (text, reference) => expect(splitReference(text)).toEqual(reference));
