const OCTET = /^(25[0-5]|2[0-4]\d|1?\d?\d)$/;

function toNumber(address: string): number | undefined {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => OCTET.test(part)) ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}

export const isIpv4 = (address: string) => toNumber(address) !== undefined;

/** Whether an IPv4 address lies in `10.1.0.0/24`; false for what is neither. */
export function addressInSubnet(address: string, subnet: string): boolean {
  const [base = '', bits = ''] = subnet.split('/');
  const [one, other, length] = [toNumber(address), toNumber(base), Number(bits)];
  if (one === undefined || other === undefined || !(length >= 0 && length <= 32)) return false;
  const size = 2 ** (32 - length);
  return Math.floor(one / size) === Math.floor(other / size);
}
