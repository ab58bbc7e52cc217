import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { accessErrors } from '../../errors';

/** Never: there a cloud tells its machines their keys. */
const NEVER = new BlockList();
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');
NEVER.addAddress('100.100.100.200', 'ipv4');
/** Only where an admin says so. */
const PRIVATE = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 127], ['64:ff9b::', 96], ['fc00::', 7], ['ff00::', 8]] as const) PRIVATE.addSubnet(net, bits, 'ipv6');

export function refuseAddress(address: string, allowPrivate: boolean): void {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (NEVER.check(address, family)) throw accessErrors('provider_address_never', { address });
  if (!allowPrivate && PRIVATE.check(address, family)) throw accessErrors('provider_address_private', { address });
}

/** A host that is an address already is never looked up. */
export function refuseHost(host: string, allowPrivate: boolean): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare)) refuseAddress(bare, allowPrivate);
}

/** Looks a name up and connects to what was checked: the name's owner cannot answer differently the second time. */
export const guardedLookup = (allowPrivate: boolean): LookupFunction => (hostname, options, callback) => {
  resolve(hostname, { ...(options as LookupOptions), all: true }, (error, found) => {
    const addresses = found as LookupAddress[];
    if (error) return callback(error, '', 0);
    try {
      for (const { address } of addresses) refuseAddress(address, allowPrivate);
    } catch (refused) {
      return callback(refused as NodeJS.ErrnoException, '', 0);
    }
    if ((options as { all?: boolean }).all) return (callback as unknown as (error: null, found: LookupAddress[]) => void)(null, addresses);
    callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};
