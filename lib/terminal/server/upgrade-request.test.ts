import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isOwnOrigin, toUpgradeRequest } from './upgrade-request';

const own = (headers: Record<string, string>) => isOwnOrigin(toUpgradeRequest({ headers } as unknown as IncomingMessage));

it('only the console\'s own pages, or a program with a token and no cookie, may open a terminal', () => {
  expect(own({ host: 'gantry:3000', origin: 'http://gantry:3000', cookie: 'a=b' })).toBe(true);
  expect(own({ host: 'gantry:3000', origin: 'https://gantry:3000.evil.example', cookie: 'a=b' })).toBe(false);
  expect(own({ host: 'gantry:3000', origin: 'http://gantry:3001', cookie: 'a=b' })).toBe(false);
  expect(own({ host: 'gantry:3000', origin: 'null', cookie: 'a=b' })).toBe(false);
  expect(own({ host: 'gantry:3000', cookie: 'a=b', authorization: 'Bearer x' })).toBe(false);
  expect(own({ host: 'gantry:3000', authorization: 'Bearer x' })).toBe(true);
  expect(own({ host: 'gantry:3000', origin: 'http://gantry:3000', 'x-forwarded-proto': 'https' })).toBe(false);
});
