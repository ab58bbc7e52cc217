import { expect, it } from 'vitest';
import { contains, overlaps, parseAddress, parseSubnet } from './subnet';

it('reads subnets of both families', () => {
  expect(parseSubnet('10.20.0.0/16')).toEqual({ family: 4, first: 0x0a140000n, last: 0x0a14ffffn });
  expect(parseSubnet('fd00::/64')!.last - parseSubnet('fd00::/64')!.first).toBe((1n << 64n) - 1n);
  expect(parseAddress('::1')).toEqual({ family: 6, value: 1n });
});

it.each(['10.20.0.0', '10.20.0.1/16', '10.20.0.0/33', '256.0.0.0/8', '010.0.0.0/8', '10.0.0.0/8/8', 'fd00::1::/64', 'fd00:/64', '1:2:3:4:5:6:7:8:9/64', '', '/8', 'a.b.c.d/8'])('refuses %s', (text) => expect(parseSubnet(text)).toBeNull());

it('knows what lies in what', () => {
  const [wide, narrow, other] = ['10.0.0.0/8', '10.20.0.0/16', '11.0.0.0/8'].map((text) => parseSubnet(text)!) as [never, never, never];
  expect([contains(wide, narrow), contains(narrow, wide), overlaps(wide, narrow), overlaps(narrow, wide), overlaps(wide, other)]).toEqual([true, false, true, true, false]);
  expect(contains(wide, parseAddress('10.9.9.9')!)).toBe(true);
  expect(contains(wide, parseAddress('::1')!)).toBe(false);
});
