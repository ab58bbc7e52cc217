import type { PolicyDto } from '@/lib/groups/contract';

export type Rule = keyof PolicyDto['effective'];
type Value = PolicyDto['own'][Rule];

export const RULE_KINDS: Record<Rule, 'flag' | 'list' | 'paths' | 'ports' | 'number'> = {
  hostPaths: 'paths', hostNetwork: 'flag', hostPorts: 'ports', images: 'list', requireDigest: 'flag', maxLogMib: 'number', logDrivers: 'list', runAsRoot: 'flag', capabilities: 'list', devices: 'list', networks: 'list', recordTerminals: 'flag',
};
const WRITABLE = ':rw';

/** A rule as people type it: `/srv/data:rw, /srv/www`, `8000-8999`, `nginx, registry.example.com/*`. */
export function ruleText(rule: Rule, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (rule === 'hostPaths') return (value as { prefix: string; writable: boolean }[]).map(({ prefix, writable }) => `${prefix}${writable ? WRITABLE : ''}`).join(', ');
  if (rule === 'hostPorts') return `${(value as { from: number }).from}-${(value as { to: number }).to}`;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Undefined while the text means nothing. */
export function readRule(rule: Rule, text: string): Value | undefined {
  const items = text.split(',').map((item) => item.trim()).filter(Boolean);
  switch (RULE_KINDS[rule]) {
    case 'list': return rule === 'images' && items.length === 0 ? null : items;
    case 'paths': return items.every((item) => item.startsWith('/')) ? items.map((item) => ({ prefix: item.endsWith(WRITABLE) ? item.slice(0, -WRITABLE.length) : item, writable: item.endsWith(WRITABLE) })) : undefined;
    case 'ports': {
      if (text.trim() === '') return null;
      const [, from, to] = /^(\d{1,5})\s*[-–]\s*(\d{1,5})$/.exec(text.trim()) ?? [];
      return from && to && Number(from) <= Number(to) && Number(to) <= 65_535 ? { from: Number(from), to: Number(to) } : undefined;
    }
    case 'number': return /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : undefined;
    case 'flag': return undefined;
  }
}
