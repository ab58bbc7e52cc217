import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { createNetwork as contract } from '../contract';
import { createNetwork, getNetwork, prunePreview, removeNetworks } from './manage-networks';

let engine: EngineConnection;
const made: string[] = [];
const input = (change: object) => contract.body!.parse({ name: testEngine.unique('net'), ...change });
async function create(change: object = {}) {
  const asked = input(change);
  const { id } = await createNetwork(engine.id, asked);
  made.push(id);
  return { id, name: asked.name };
}

describe('networks', () => {
  beforeAll(async () => {
    await testDatabase();
    engine = await connectTestEngine();
  });
  afterAll(async () => {
    for (const id of made) await testEngine.docker.getNetwork(id).remove().catch(() => {});
  });

  it('makes one as asked, and lists who is on it', async () => {
    const { id, name } = await create({ subnet: '10.51.0.0/24', gateway: '10.51.0.1', ipRange: '10.51.0.128/25', internal: true, labels: { a: 'b' } });
    const container = await testEngine.run({ HostConfig: { NetworkMode: name } });
    const found = await getNetwork(engine.id, id);
    expect(found).toMatchObject({ name, internal: true, labels: { a: 'b' }, subnets: [{ subnet: '10.51.0.0/24', gateway: '10.51.0.1', ipRange: '10.51.0.128/25' }], containers: [{ id: container.id, ipv4: expect.stringMatching(/^10\.51\.0\./) }] });
    const [result] = await removeNetworks([{ environmentId: engine.id, id }]);
    expect(result!.error).toMatchObject({ code: 'networks.in_use' });
  });

  it.each([
    [{ gateway: '10.9.0.1' }, 'networks.subnet_missing', '$.subnet'],
    [{ subnet: '10.52.0.1/24' }, 'networks.bad_subnet', '$.subnet'],
    [{ subnet: 'ten/24' }, 'networks.bad_subnet', '$.subnet'],
    [{ subnet: '10.52.0.0/24', gateway: '10.53.0.1' }, 'networks.outside_subnet', '$.gateway'],
    [{ subnet: '10.52.0.0/24', gateway: 'first' }, 'networks.bad_address', '$.gateway'],
    [{ subnet: '10.52.0.0/24', ipRange: '10.52.1.0/24' }, 'networks.outside_subnet', '$.ipRange'],
    [{ driver: 'macvlan', subnet: '10.52.0.0/24' }, 'networks.parent_missing', '$.parent'],
    [{ driver: 'overlay' }, 'networks.not_swarm', '$.driver'],
  ])('refuses %j at its field and makes nothing', async (change, code, path) => {
    const asked = input(change);
    await expect(createNetwork(engine.id, asked)).rejects.toMatchObject({ code, path });
    expect((await testEngine.docker.listNetworks()).map(({ Name }) => Name)).not.toContain(asked.name);
  });

  it('names the network that a subnet overlaps with', async () => {
    const { name } = await create({ subnet: '10.54.0.0/16' });
    await vi.waitFor(() => expect(engine.inventory.networks().some((row) => row.name === name)).toBe(true));
    await expect(createNetwork(engine.id, input({ subnet: '10.54.7.0/24' }))).rejects.toMatchObject({ code: 'networks.overlaps', params: { network: name, subnet: '10.54.0.0/16' } });
  });

  it('removes many, each with its own result; those of the engine stay', async () => {
    const [one, two] = [await create(), await create()];
    expect((await prunePreview(engine.id)).items.map(({ name }) => name)).toEqual(expect.arrayContaining([one.name, two.name]));
    const results = await removeNetworks([one.id, 'bridge', two.id].map((id) => ({ environmentId: engine.id, id })));
    expect(results.map(({ error }) => (error as { code?: string } | undefined)?.code)).toEqual([undefined, 'networks.predefined', undefined]);
    expect((await testEngine.docker.listNetworks()).map(({ Id }) => Id)).not.toContain(one.id);
  });
});
