import type { z } from 'zod';
import type { PublisherSettings, publisherSettings } from '../contract';

export type SettingsInput = z.input<typeof publisherSettings>;
export const KINDS = ['rfc2136', 'etcd', 'consul'] as const;

/** The form's texts, of all kinds at once, so that a change of kind keeps what they share. */
export interface PublisherDraft {
  kind: (typeof KINDS)[number];
  server: string;
  url: string;
  zone: string;
  ttl: string;
  addresses: string;
  instances: 'none' | 'container' | 'host';
  transport: 'tcp' | 'udp';
  keyName: string;
  algorithm: 'hmac-sha256' | 'hmac-sha512';
  prefix: string;
  username: string;
  node: string;
  datacenter: string;
  ca: string;
}

export const EMPTY_DRAFT: PublisherDraft = { kind: 'rfc2136', server: '', url: '', zone: '', ttl: '30', addresses: '', instances: 'container', transport: 'tcp', keyName: '', algorithm: 'hmac-sha256', prefix: '/skydns', username: '', node: 'gantry', datacenter: '', ca: '' };

export const draftOf = ({ addresses, ...settings }: PublisherSettings): PublisherDraft => ({ ...EMPTY_DRAFT, ...settings, addresses: addresses.join(', '), ttl: 'ttl' in settings ? String(settings.ttl) : EMPTY_DRAFT.ttl });

export function settingsOf(draft: PublisherDraft): SettingsInput {
  const { kind, server, url, zone, ttl, transport, keyName, algorithm, prefix, username, node, datacenter, ca, instances } = draft;
  const shared = { addresses: draft.addresses.split(/[\s,]+/).filter((address) => address !== '') };
  switch (kind) {
    case 'rfc2136':
      return { kind, server, zone, ttl: Number(ttl), ...shared, instances, transport, keyName, algorithm };
    case 'etcd':
      return { kind, url, zone, ttl: Number(ttl), ...shared, instances, prefix, username, ca };
    case 'consul':
      return { kind, url, ...shared, instances: instances === 'host' ? 'host' : 'container', node, datacenter, ca };
  }
}
