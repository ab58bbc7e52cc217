import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';

/** Which name servers the instances of an app in its tenant's network ask; filled by a slice above. None: the engine's usual. */
export const internalDns = () => processState('internal-dns', (): { serversFor: (engine: Engine, path: string, network: string) => Promise<string[]> } => ({ serversFor: () => Promise.resolve([]) }));

/** The name server of a network listens at its gateway: whoever asks that one was told to by Gantry. */
export function asksOwnNetwork(engine: Engine, network: string | undefined, dns: unknown): boolean {
  const gateways = engine.inventory.networks().find(({ name }) => name === network)?.subnets.map(({ gateway }) => gateway) ?? [];
  return Array.isArray(dns) && gateways.includes(dns[0] as string);
}
