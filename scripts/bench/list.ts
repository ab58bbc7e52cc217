import autocannon from 'autocannon';
import { makeContainers, untilListed, withConsole, withEngine } from './bed';
import { quantile, type Figure } from './figure';

const CONTAINERS = 500;
const ROUNDS = 5;
const SECONDS = 3;

/** The console's list against the engine's own, turn about, one connection each. */
export const benchList = (): Promise<Figure[]> =>
  withEngine(async (engine) => {
    await makeContainers(engine, CONTAINERS);
    return withConsole(engine, async (console) => {
      await untilListed(console, CONTAINERS);
      const ours = { url: `${console.url}/api/v1/containers?limit=${CONTAINERS}`, headers: { authorization: `Bearer ${console.token}` } };
      const engines = { url: 'http://localhost/containers/json?all=1', socketPath: engine.socketPath };
      const medians: Record<'ours' | 'engines', number[]> = { ours: [], engines: [] };
      for (let round = 0; round < ROUNDS; round++) {
        medians.engines.push(await median(engines));
        medians.ours.push(await median(ours));
      }
      const [mine, theirs] = [quantile(medians.ours, 0.5), quantile(medians.engines, 0.5)];
      return [
        { what: `GET /containers/json?all=1, ${CONTAINERS} containers, p50`, value: theirs, unit: 'ms' },
        { what: `GET /api/v1/containers, ${CONTAINERS} containers, p50`, value: mine, unit: 'ms' },
        { what: 'ratio of the two', value: mine / theirs, unit: '×', bar: 0.5 },
      ];
    });
  });

/** In milliseconds, over every answer of one run. */
async function median(target: { url: string; headers?: Record<string, string>; socketPath?: string }): Promise<number> {
  const samples: number[] = [];
  await new Promise<void>((resolve, reject) => {
    const run = autocannon({ ...target, connections: 1, duration: SECONDS }, (error) => (error ? reject(error as Error) : resolve()));
    run.on('response', (_client, status, _bytes, milliseconds) => { if (status === 200) samples.push(milliseconds); });
  });
  return quantile(samples, 0.5);
}
