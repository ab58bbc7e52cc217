import { setTimeout as sleep } from 'node:timers/promises';
import { TRAFFIC_PORT } from './traffic-image';

/** A console's API, as somebody who may deploy. */
export type Call = <T>(method: string, at: string, body?: object) => Promise<T>;

type Strategy = { kind: 'rolling' | 'blueGreen' | 'canary'; canarySteps?: object[] };

interface Options {
  path: string;
  host: string;
  image: string;
  instances: number;
  drainSeconds: number;
  /** Further fields of the spec. */
  more?: object;
}

export interface AppState {
  id: string;
  status: string;
  version: number;
  instances: { wanted: number };
  instanceRows: { id: string; containerId: string | null; endedAt: string | null; readyAt: string | null }[];
  deployments: { id: string; status: string; kind: string; reason: { detail: string } | null }[];
}

const SETTLED_MS = 120_000;

/** An app of the server in `server.ts` with a route, moved by a console's API in each way that an app can be moved. */
export class TrafficApp {
  private number = 0;
  readonly instances: number;

  private constructor(private readonly call: Call, private readonly options: Options, private readonly id: string) {
    this.instances = options.instances;
  }

  static async deploy(call: Call, options: Options): Promise<TrafficApp> {
    const { items } = await call<{ items: { id: string }[] }>('GET', '/environments');
    const { id } = await call<{ id: string }>('POST', '/apps', { path: options.path, environmentId: items[0]!.id, spec: specOf(options, 0) });
    const app = new TrafficApp(call, options, id);
    await app.settled();
    return app;
  }

  /** The next version of the server, by the strategy; returns once that is asked for. */
  async move(strategy: Strategy): Promise<void> {
    await this.call('PUT', `/apps/${this.id}`, { spec: specOf(this.options, ++this.number, strategy) });
  }
  restart = () => this.call<void>('POST', `/apps/${this.id}/restart`);
  scale = (instances: number) => this.call<void>('POST', `/apps/${this.id}/scale`, { instances });
  async rollBack(): Promise<void> {
    const { deployments } = await this.state();
    await this.call('POST', `/deployments/${deployments.find(({ kind }) => kind === 'deploy')!.id}/roll-back`);
  }
  destroy = () => this.call<void>('DELETE', `/apps/${this.id}?force=true`);
  state = () => this.call<AppState>('GET', `/apps/${this.id}`);

  /** Nothing is under way any more, and none is there that is to go. */
  async settled(timeoutMs = SETTLED_MS): Promise<AppState> {
    let last = '';
    for (const until = performance.now() + timeoutMs; performance.now() < until; await sleep(100)) {
      // The console may be away.
      const state = await this.state().catch((error: Error) => { last = error.message; });
      if (!state) continue;
      const [newest] = state.deployments;
      const standing = state.instanceRows.filter(({ endedAt }) => !endedAt).length;
      last = `${state.status}, ${standing} instances, ${newest?.kind} ${newest?.status} ${newest?.reason?.detail ?? ''}`;
      if (newest && ['failed', 'cancelled', 'superseded'].includes(newest.status)) break;
      if (state.status === 'running' && newest?.status === 'succeeded' && standing === state.instances.wanted) return state;
    }
    throw new Error(`${this.options.path} did not settle: ${last}`);
  }
}

function specOf({ host, image, instances, drainSeconds, more }: Options, number: number, strategy: Strategy = { kind: 'rolling' }): object {
  return {
    image, instances, pullPolicy: 'never', cpus: 0.25, mem: 96, taskKillGracePeriodSeconds: 5, drainTimeoutSeconds: drainSeconds,
    // Quick to end a transition, not so quick that a step is over before traffic met it.
    upgradeStrategy: { minHealthySeconds: 1, keepForSeconds: 1, ...strategy },
    env: { VERSION: `v${number}`, START_DELAY_MS: '300' },
    ports: [{ containerPort: TRAFFIC_PORT, name: 'http' }],
    healthChecks: [{ protocol: 'HTTP', path: '/health', port: 'http', intervalSeconds: 1, timeoutSeconds: 2 }],
    routes: [{ host, path: '/', port: 'http' }],
    ...more,
  };
}
