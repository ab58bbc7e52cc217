import path from 'node:path';
import { removeDataFolder } from '../../e2e/start-console';
import type { Target } from '../../lib/testing/traffic/load/ask';
import { engineAddress, untilAnswered } from '../../lib/testing/traffic/proxy-address';
import { TrafficApp, type Call } from '../../lib/testing/traffic/traffic-app';
import { makeTrafficImage } from '../../lib/testing/traffic/traffic-image';
import { makeRunFolder } from '../../lib/testing/run-folder';
import type { StartedEngine } from '../../lib/testing/start-engine';
import { startConsole, withEngine, type RunningConsole } from './bed';

export interface TrafficBed {
  engine: StartedEngine;
  image: string;
  app: TrafficApp;
  /** The app's route. */
  target: Target;
  call: Call;
  /** Kills the console, leaves it away for a while and starts it again on its data. */
  killConsole(awayMs: number): Promise<void>;
}

/** An app of `instances` with a route that answers, on an engine, a proxy and a console of the bench's own. */
export const withTraffic = <T>(instances: number, work: (bed: TrafficBed) => Promise<T>, more: object = {}): Promise<T> =>
  withEngine(async (engine) => {
    const folder = makeRunFolder('gantry-bench-', removeDataFolder);
    const dataDir = path.join(folder.dir, 'data');
    const image = await makeTrafficImage(engine.docker);
    let console = await startConsole(dataDir, engine.socketPath);
    const call: Call = (method, at, body) => callConsole(console, method, at, body);
    try {
      const target = { address: await engineAddress(engine.docker), port: 80, host: 'app.example.test' };
      const app = await TrafficApp.deploy(call, { path: '/bench/app', host: target.host, image, instances, drainSeconds: 30, more });
      await untilAnswered(target);
      return await work({
        engine, image, app, target, call,
        async killConsole(awayMs) {
          await console.kill9();
          await new Promise((resolve) => setTimeout(resolve, awayMs));
          console = await startConsole(dataDir, engine.socketPath);
        },
      });
    } finally {
      await console.stop();
      folder.remove();
    }
  });

async function callConsole<T>({ url, token }: RunningConsole, method: string, at: string, body?: object): Promise<T> {
  const response = await fetch(`${url}/api/v1${at}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${at}: ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
