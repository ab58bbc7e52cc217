import { describe, expect, it } from 'vitest';
import { addressInSubnet } from './address-in-subnet';

describe('an address in a subnet', () => {
  it.each([
    ['10.1.0.9', '10.1.0.0/24', true], ['10.1.1.9', '10.1.0.0/24', false], ['255.255.255.255', '0.0.0.0/0', true], ['10.0.0.1', '10.0.0.1/32', true],
    ['10.0.0.256', '10.0.0.0/8', false], ['fe80::1', '10.0.0.0/8', false], ['10.0.0.1', 'fe80::/64', false], ['x', '', false],
  ] as const)('%s in %s: %s', (address, subnet, expected) => expect(addressInSubnet(address, subnet)).toBe(expected));
});
