import path from 'node:path';
import { removeDataFolder } from '../../e2e/start-console';
import { makeRunFolder } from '../../lib/testing/run-folder';
import { startConsole, withEngine } from './bed';
import { quantile, type Figure } from './figure';

const STARTS = 5;

/** From `npm start` to the first ready answer, on data that is there already. */
export const benchStart = (): Promise<Figure[]> =>
  withEngine(async (engine) => {
    const folder = makeRunFolder('gantry-bench-', removeDataFolder);
    const dataDir = path.join(folder.dir, 'data');
    const timed = async () => {
      const started = performance.now();
      let readyAfter = NaN;
      const console = await startConsole(dataDir, engine.socketPath, () => { readyAfter = performance.now() - started; });
      await console.stop();
      return readyAfter / 1000;
    };
    const first = await timed();
    const seconds: number[] = [];
    for (let start = 0; start < STARTS; start++) seconds.push(await timed());
    folder.remove();
    return [{ what: 'first start, dependencies and build there', value: first, unit: 's' }, { what: `second start until ready, worst of ${STARTS}`, value: quantile(seconds, 1), unit: 's', bar: 5 }];
  });
