import { describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/platform/errors';
import { guardedLookup, refuseAddress, refuseHost } from './guarded-address';

const codeOf = (work: () => void) => {
  try {
    work();
    return 'ok';
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
};
const looked = (name: string, allowPrivate: boolean) =>
  new Promise((resolve) => guardedLookup(allowPrivate)(name, { all: true }, (error, found) => resolve(isAppError(error) ? error.code : (error?.code ?? (found as unknown as unknown[]).length > 0))));

describe('the address of a provider', () => {
  it.each(['169.254.169.254', '169.254.0.1', 'fe80::1', 'febf::1', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', 'fd00:ec2::254', '100.100.100.200'])('%s is never allowed', (address) => {
    for (const allow of [true, false]) expect(codeOf(() => refuseAddress(address, allow))).toBe('access.provider_address_never');
  });

  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '0.0.0.0', '::1', '::', '::ffff:10.0.0.1', 'fd12::1', '224.0.0.1', '255.255.255.255'])('%s needs an admin’s word', (address) => {
    expect(codeOf(() => refuseAddress(address, false))).toBe('access.provider_address_private');
    expect(codeOf(() => refuseAddress(address, true))).toBe('ok');
  });

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is open', (address) => expect(codeOf(() => refuseAddress(address, false))).toBe('ok'));

  it('is seen in a host that is an address already', () => expect(codeOf(() => refuseHost('[fe80::1]', true))).toBe('access.provider_address_never'));

  it('is checked after a name was looked up', async () => {
    expect(await looked('localhost', false)).toBe('access.provider_address_private');
    expect(await looked('localhost', true)).toBe(true);
    // The resolver takes this for 169.254.169.254.
    expect(await looked('0xa9fea9fe', true)).toBe('access.provider_address_never');
  });
});
