import { describe, expect, it } from 'vitest';
import { bestCertificate, fits } from './best-certificate';

const certificate = (id: string, groupPath: string, names: string[], notAfter = '2030-01-01') => ({ id, groupPath, names, notAfter: new Date(notAfter) });
const chosen = (host: string, appPath: string, ...all: ReturnType<typeof certificate>[]) => bestCertificate(all, host, appPath)?.id;

describe('the certificate of a host', () => {
  it.each([
    ['www.example.com', 'www.example.com', true],
    ['*.example.com', 'www.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', '*.example.com', true],
    ['*.com', '*.example.com', false],
    ['*.example.com', 'www.evilexample.com', false],
  ])('%s for %s: %s', (name, host, good) => expect(fits(name, host)).toBe(good));

  it('is an exact one before a wildcard, however long that is good', () => {
    expect(chosen('www.a.test', '/a/web', certificate('wild', '/a', ['*.a.test'], '2040-01-01'), certificate('exact', '/', ['www.a.test']))).toBe('exact');
  });
  it('is the one that is good for longest', () => {
    expect(chosen('www.a.test', '/a/web', certificate('old', '/a', ['www.a.test'], '2027-01-01'), certificate('new', '/a', ['www.a.test'], '2028-01-01'))).toBe('new');
  });
  it('is none of another group, nor of one beside it or below it', () => {
    const host = 'www.a.test';
    for (const group of ['/b', '/ab', '/a/web/deeper', '/a/other']) expect(chosen(host, '/a/web', certificate('x', group, [host])), group).toBeUndefined();
    for (const group of ['/', '/a', '/a/web']) expect(chosen(host, '/a/web', certificate('x', group, [host])), group).toBe('x');
  });
  it('is found whatever the case of the host', () => expect(chosen('WWW.a.test', '/a/web', certificate('x', '/', ['www.a.test']))).toBe('x'));
});
