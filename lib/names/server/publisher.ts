import type { PublisherSettings } from '../contract';
import { openConsul } from './consul.adapter';
import { openEtcd } from './etcd.adapter';
import { openRfc2136 } from './rfc2136.adapter';

/** Somewhere that names are told. Every call can be repeated; each fails with an error of this slice. */
export interface Publisher {
  /** Puts out just these values under the key; `before` is all that an earlier try may have left there. `taken`: it is somebody else's. */
  put(key: string, values: readonly string[], before: readonly string[]): Promise<'out' | 'taken'>;
  withdraw(key: string, values: readonly string[]): Promise<void>;
  /** Says whether names would be taken, and changes nothing. */
  test(): Promise<void>;
}

export interface Opening {
  /** Of the publisher; marks what is its own at the server. */
  owner: string;
  secret: string;
}

export function openPublisher(settings: PublisherSettings, opening: Opening): Publisher {
  switch (settings.kind) {
    case 'rfc2136':
      return openRfc2136(settings, opening);
    case 'etcd':
      return openEtcd(settings, opening);
    case 'consul':
      return openConsul(settings, opening);
  }
}
