import path from 'node:path';
import { startEmbeddedPostgres } from '../../lib/platform/server/embedded-postgres';
import { migrate } from '../../lib/platform/server/migrate';
import { removeDataFolder, ROOT } from '../../e2e/start-console';
import { makeRunFolder } from '../../lib/testing/run-folder';
import { quantile, type Figure } from './figure';

const GROUPS = 100;
const APPS_EACH = 10;
const ROUNDS = 400;

/** What the quota's part costs of a deploy's transaction, with a thousand apps in a hundred groups: each way in turn. */
export async function benchAdmission(): Promise<Figure[]> {
  const folder = makeRunFolder('gantry-bench-', removeDataFolder);
  const database = await startEmbeddedPostgres(path.join(folder.dir, 'postgres'));
  process.env.DATABASE_URL = database.url;
  process.env.GANTRY_SECRET ??= 'bench';
  try {
    await migrate(database.url, path.join(ROOT, 'prisma/migrations'));
    const { db } = await import('../../lib/platform/server/db');
    const { admit } = await import('../../lib/apps/server/reservation.repo');
    const environment = await db().environment.create({ data: { name: 'bench', connection: {} } });
    const path_ = (group: number, app: number | string) => `/tenant-${group % 10}/group-${group}/app-${app}`;
    const held = { reservedCpus: 0.5, reservedMem: 64, reservedInstances: 1 };
    await db().app.createMany({ data: Array.from({ length: GROUPS * APPS_EACH }, (_, index) => ({ path: path_(index % GROUPS, index), environmentId: environment.id, wantedVersion: 1, wantedInstances: 1, ...held })) });
    const quotas = ['/', ...Array.from({ length: 10 }, (_, tenant) => `/tenant-${tenant}`), ...Array.from({ length: GROUPS }, (_, group) => `/tenant-${group % 10}/group-${group}`)];
    await db().quota.createMany({ data: quotas.map((groupPath) => ({ groupPath, cpus: 100_000, memMib: 100_000_000, instances: 100_000, updatedBy: 'bench' })) });
    const deploy = async (index: number, asks: boolean) => {
      const at = performance.now();
      const where = path_(index % GROUPS, `new-${asks}-${index}`);
      await db().$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`app ${where}`}))`;
        if (asks) await admit(tx, where, null, { cpus: 0.5, mem: 64, disk: 0, instances: 1 });
        await tx.app.create({ data: { path: where, environmentId: environment.id, wantedVersion: 1, wantedInstances: 1, ...held } });
      });
      return performance.now() - at;
    };
    for (let index = 0; index < 20; index++) await deploy(-index - 1 + GROUPS * 10, index % 2 === 0);
    const [without, withIt]: [number[], number[]] = [[], []];
    for (let index = 0; index < ROUNDS; index++) {
      without.push(await deploy(index, false));
      withIt.push(await deploy(index, true));
    }
    await db().$disconnect();
    const [before, after] = [quantile(without, 0.95), quantile(withIt, 0.95)];
    return [
      { what: 'transaction of a deploy without admission, p95', value: before, unit: 'ms' },
      { what: `with it, ${GROUPS * APPS_EACH} apps in ${GROUPS} groups, three quotas, p95`, value: after, unit: 'ms' },
      { what: 'what admission adds, p95', value: after - before, unit: 'ms', bar: 10 },
    ];
  } finally {
    await database.stop();
    folder.remove();
  }
}
