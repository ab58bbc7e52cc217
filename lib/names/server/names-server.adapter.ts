import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import { removeContainer, startContainer, unlessDone } from '@/lib/containers/server/make-container';
import type { ContainerRow, NetworkRow } from '@/lib/environments/contract';
import type { Engine } from '@/lib/environments/server/engine';
import { makePackageImage } from '@/lib/environments/server/package-image';
import { processState } from '@/lib/platform/server/process-state';
import { namesErrors } from '../errors';
import { NAMES_AT, probeRequest, serverRequest, type NameFiles } from '../model/names-server';

const IMAGE = 'gantry/names:1';
const LABEL = 'gantry.names';
const CONFIG = 'gantry.names.config';
const nameOf = (tenant: string) => `gantry-names.${tenant.slice(1)}`;

const making = () => processState('names-servers', () => new Map<string, Promise<string>>());
const PROBE_MS = 8_000;
const AGAIN_MS = 30_000;
interface Proof {
  found: Promise<void>;
  proven: boolean;
  retryAt: number;
}
const proofs = () => processState('names-proofs', () => new Map<string, Proof>());
/** What each container was last given; forgotten with the process, and then given again. */
const given = () => processState('names-given', () => new Map<string, string>());

/** By tenant. The name decides, which no app's container can have; the label says for whom. */
export const findServers = (engine: Engine): Map<string, ContainerRow> =>
  new Map(engine.inventory.containers().filter(({ labels, name }) => labels[LABEL] && name === nameOf(labels[LABEL])).map((row) => [row.labels[LABEL]!, row]));

/** Its id, running and as it is to be. */
export async function ensureServer(engine: Engine, tenant: string, network: NetworkRow, files: NameFiles): Promise<string> {
  const key = `${engine.id} ${tenant}`;
  const under = making().get(key) ?? ensure(engine, tenant, network, files).finally(() => making().delete(key));
  making().set(key, under);
  return under;
}

async function ensure(engine: Engine, tenant: string, network: NetworkRow, files: NameFiles): Promise<string> {
  const volume = nameOf(tenant);
  const request = serverRequest({ tenant, networkId: network.id, image: IMAGE, volume });
  const config = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 16);
  const there = findServers(engine).get(tenant);
  if (there?.labels[CONFIG] === config) {
    if (there.state !== 'running') {
      await startContainer(engine, there.id);
      await engine.inventory.refresh('container');
    }
    return there.id;
  }
  await makePackageImage(engine, IMAGE, ['dnsmasq', 'socat']);
  await removeServer(engine, tenant);
  await engine.call((docker) => docker.createVolume({ Name: volume, Labels: { [LABEL]: tenant } }));
  const { id } = await engine.call((docker) => docker.createContainer({ ...request, name: nameOf(tenant), Labels: { ...request.Labels, [CONFIG]: config } }));
  // It starts with its names: an engine that comes back while the console is down finds them in the volume.
  await put(engine, id, files);
  await startContainer(engine, id);
  await engine.inventory.refresh('container');
  return id;
}

/**
 * Whether a container of the network gets through to it: a host's firewall may stand in between, or another server on the
 * port. Containers that were told to ask it would then find no name of the world any more.
 */
export async function prove(engine: Engine, tenant: string, network: NetworkRow, id: string): Promise<void> {
  const before = proofs().get(id);
  if (before && (before.proven || Date.now() < before.retryAt)) return before.found;
  const found = probe(engine, tenant, network);
  const proof: Proof = { found, proven: false, retryAt: Date.now() + AGAIN_MS };
  proofs().set(id, proof);
  await found;
  proof.proven = true;
}

async function probe(engine: Engine, tenant: string, network: NetworkRow): Promise<void> {
  const gateway = gatewayOf(network);
  const name = `${nameOf(tenant)}.probe`;
  const remove = () => engine.call((docker) => unlessDone(docker.getContainer(name).remove({ force: true }), 404));
  await remove();
  await engine.call((docker) => docker.createContainer({ ...probeRequest({ tenant, network: network.name, image: IMAGE, gateway }), name }));
  try {
    await startContainer(engine, name);
    const { StatusCode: code } = (await engine.call((docker) => docker.getContainer(name).wait(), { timeoutMs: PROBE_MS }).catch(() => ({ StatusCode: -1 }))) as { StatusCode: number };
    if (code !== 0) throw namesErrors('internal_blocked', { tenant, gateway });
  } finally {
    await remove();
  }
}

/** IPv4: each container of a bridge has that. */
export const gatewayOf = ({ subnets }: NetworkRow): string => subnets.find(({ gateway }) => gateway && !gateway.includes(':'))?.gateway ?? '';

/** Does nothing while they are as they were. */
export async function writeNames(engine: Engine, id: string, files: NameFiles): Promise<void> {
  if (given().get(id) === JSON.stringify(files)) return;
  await put(engine, id, files);
  await engine.call((docker) => unlessDone(docker.getContainer(id).kill({ signal: 'SIGHUP' }), 409));
}

async function put(engine: Engine, id: string, files: NameFiles): Promise<void> {
  const pack = tar.pack();
  for (const [name, content] of Object.entries(files)) pack.entry({ name, mode: 0o644, mtime: new Date() }, content as string);
  pack.finalize();
  const archive = await buffer(pack);
  await engine.call((docker) => docker.getContainer(id).putArchive(archive, { path: NAMES_AT }));
  given().set(id, JSON.stringify(files));
}

export async function removeServer(engine: Engine, tenant: string): Promise<void> {
  const there = findServers(engine).get(tenant);
  if (!there) return;
  await removeContainer(engine, there.id);
  given().delete(there.id);
  proofs().delete(there.id);
  await engine.call((docker) => unlessDone(docker.getVolume(nameOf(tenant)).remove(), 404, 409));
  await engine.inventory.refresh('container');
}
