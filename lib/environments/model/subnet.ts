export interface Subnet {
  family: 4 | 6;
  /** The first address and the last, as numbers. */
  first: bigint;
  last: bigint;
}

/** `10.20.0.0/16` or `fd00::/64`; null for what is neither, or where bits are set beyond the prefix. */
export function parseSubnet(text: string): Subnet | null {
  const [address, prefix, ...rest] = text.split('/');
  const parsed = address === undefined ? null : parseAddress(address);
  if (!parsed || prefix === undefined || rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return null;
  const bits = parsed.family === 4 ? 32 : 128;
  const length = Number(prefix);
  if (length > bits) return null;
  const size = 1n << BigInt(bits - length);
  if (parsed.value % size !== 0n) return null;
  return { family: parsed.family, first: parsed.value, last: parsed.value + size - 1n };
}

export function parseAddress(text: string): { family: 4 | 6; value: bigint } | null {
  const four = parseIpv4(text);
  if (four !== null) return { family: 4, value: four };
  const six = parseIpv6(text);
  return six === null ? null : { family: 6, value: six };
}

export const contains = (subnet: Subnet, inner: Subnet | { family: 4 | 6; value: bigint }): boolean => {
  const [first, last] = 'value' in inner ? [inner.value, inner.value] : [inner.first, inner.last];
  return subnet.family === inner.family && subnet.first <= first && last <= subnet.last;
};
export const overlaps = (a: Subnet, b: Subnet): boolean => a.family === b.family && a.first <= b.last && b.first <= a.last;

function parseIpv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const [head, tail] = [groups(halves[0]!), halves.length === 2 ? groups(halves[1]!) : []];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return all.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}
