import { beforeAll, describe, expect, it, vi } from 'vitest';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { createVolume, getVolume, prunePreview, removeVolumes } from './manage-volumes';

let engine: EngineConnection;
const create = async (change: object = {}) => (await createVolume(engine.id, { name: testEngine.unique('vol'), driver: 'local', driverOptions: {}, labels: {}, ...change })).name;
const ofTest = (names: string[]) => names.map((id) => ({ environmentId: engine.id, id }));

describe('volumes', () => {
  beforeAll(async () => {
    await testDatabase();
    engine = await connectTestEngine();
  });

  it('shows what is in it, by size, and who mounts it where', async () => {
    const name = await create({ labels: { team: 'shop' }, driverOptions: { type: 'tmpfs', device: 'tmpfs', o: 'size=8m' } });
    const plain = await create();
    const container = await testEngine.run({ Cmd: ['sh', '-c', 'head -c 200000 /dev/zero > /data/fill; sleep 3600'], HostConfig: { Binds: [`${plain}:/data:rw`] } });
    await vi.waitFor(async () => expect((await getVolume(engine.id, plain)).sizeBytes).toBeGreaterThanOrEqual(200_000), { timeout: 10_000 });
    expect(await getVolume(engine.id, plain)).toMatchObject({ containers: [{ id: container.id, destination: '/data', readOnly: false }] });
    expect(await getVolume(engine.id, name)).toMatchObject({ labels: { team: 'shop' }, options: { o: 'size=8m' }, containers: [] });
    const results = await removeVolumes(ofTest([plain, name, 'not-there']));
    expect(results.map(({ error }) => (error as { code?: string } | undefined)?.code)).toEqual(['volumes.in_use', undefined, 'environments.object_not_found']);
    await container.remove({ force: true });
    await vi.waitFor(() => expect(engine.inventory.volumes().find((row) => row.name === plain)?.usedBy).toEqual([]));
    expect((await removeVolumes(ofTest([plain])))[0]!.error).toBeUndefined();
  });

  it('a second one of the same name is refused, not handed out', async () => {
    const name = await create();
    await expect(createVolume(engine.id, { name, driver: 'local', driverOptions: {}, labels: {} })).rejects.toMatchObject({ code: 'volumes.name_taken', path: '$.name' });
    await removeVolumes(ofTest([name]));
  });

  it('a prune takes the nameless ones, and those with a name only when asked', async () => {
    const name = await create();
    const container = await testEngine.docker.createContainer({ Image: testEngine.image, Cmd: ['true'], Volumes: { '/scratch': {} }, Labels: testEngine.labels });
    const nameless = (await container.inspect()).Mounts[0]!.Name!;
    await container.remove({ v: false });
    await engine.inventory.refresh();
    const names = async (all: boolean) => (await prunePreview(engine.id, all)).items.map((row) => row.name);
    expect(await names(false)).toContain(nameless);
    expect(await names(false)).not.toContain(name);
    expect(await names(true)).toEqual(expect.arrayContaining([nameless, name]));
    await removeVolumes(ofTest([nameless, name]));
  });
});
