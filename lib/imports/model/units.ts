import { importErrors } from '../errors';

const MIB = 1024 * 1024;
const FACTOR: Record<string, number> = { '': 1, b: 1, k: 1024, kb: 1024, kib: 1024, m: MIB, mb: MIB, mib: MIB, g: 1024 * MIB, gb: 1024 * MIB, gib: 1024 * MIB, t: MIB * MIB, tb: MIB * MIB };

/** `512m`, `1gb`, `1073741824` → MiB, rounded up. */
export function mibOf(text: string, at: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  const factor = match && FACTOR[match[2]!.toLowerCase()];
  if (!match || factor === undefined || factor === null) throw importErrors('bad_value', { at, value: text.slice(0, 80) });
  return Math.ceil((Number(match[1]) * factor) / MIB);
}

const SECONDS: Record<string, number> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };

/** `1m30s`, `500ms`, `10` → seconds. */
export function secondsOf(text: string, at: string): number {
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number(text);
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim()) throw importErrors('bad_value', { at, value: text.slice(0, 80) });
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit!]!, 0);
}

export interface PortText {
  containerPort: number;
  hostPort?: number;
  protocol: 'tcp' | 'udp';
  hostAddress?: string;
}

/** `8080:80`, `127.0.0.1:8080:80/udp`, `8000-8002:9000-9002`, `80`: one entry for each port. */
export function portsOf(text: string, at: string): PortText[] {
  const bad = () => importErrors('bad_value', { at, value: text.slice(0, 80) });
  const [body = '', protocol = 'tcp'] = text.trim().split('/');
  if (protocol !== 'tcp' && protocol !== 'udp') throw bad();
  const match = /^(?:(?:(\[[0-9a-fA-F:]+\]|[\d.]+):)?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)$/.exec(body);
  if (!match) throw bad();
  const range = (part: string | undefined) => {
    if (!part) return [];
    const [from, to = from] = part.split('-').map(Number) as [number, number?];
    if (to < from || to - from > 1000) throw bad();
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  };
  const [, hostAddress, host, container] = match;
  const [outer, inner] = [range(host), range(container)];
  if (outer.length > 0 && outer.length !== inner.length) throw bad();
  return inner.map((containerPort, index) => ({ containerPort, protocol, ...(outer[index] && { hostPort: outer[index] }), ...(hostAddress && { hostAddress }) }));
}

/** A name as paths take it: `My_Service.1` → `my-service-1`. */
export const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63).replace(/-+$/, '') || 'app';
/** What a container without a name is called: `registry:5000/team/app:v1` → `app`. */
export const nameOfImage = (image: string) => image.split('/').at(-1)!.replace(/[:@].*$/, '');
export const joinPath = (group: string, ...names: string[]) => `${group === '/' ? '' : group}/${names.map(slugOf).join('/')}`;
