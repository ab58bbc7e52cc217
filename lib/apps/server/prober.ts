import http from 'node:http';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { ContainerRow } from '@/lib/environments/contract';
import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';
import { judge, UNKNOWN, type CheckState } from '../model/judge-check';
import { portOfCheck, type AppSpec, type ProbedCheck, type ReadinessCheck } from '../spec';

const MOST_OUTPUT = 300;

export interface ProbeVerdict {
  health: 'none' | 'unknown' | 'healthy' | 'unhealthy';
  /** All readiness checks were answered once. */
  isReady: boolean;
  /** What the failing check got, and how often in a row. */
  failures: number;
  output: string;
}

interface Probe {
  check: { kind: 'health'; of: ProbedCheck } | { kind: 'readiness'; of: ReadinessCheck };
  state: CheckState;
}
interface Watched {
  since: string;
  probes: Probe[];
  stop: AbortController;
}

const watched = () => processState('probes', () => new Map<string, Watched>());

export const probedChecks = (spec: Pick<AppSpec, 'healthChecks'>) => spec.healthChecks.filter((check): check is ProbedCheck => check.protocol !== 'COMMAND');
export const isProbed = (spec: Pick<AppSpec, 'healthChecks' | 'readinessChecks'>) => probedChecks(spec).length > 0 || spec.readinessChecks.length > 0;

/** What the checks of a running container have found so far. */
export function verdictOf(containerId: string): ProbeVerdict | undefined {
  const found = watched().get(containerId);
  if (!found) return undefined;
  const health = found.probes.filter(({ check }) => check.kind === 'health').map(({ state }) => state);
  const worst = health.find(({ health: one }) => one === 'unhealthy') ?? health.find(({ failures }) => failures > 0);
  return {
    health: health.length === 0 ? 'none' : health.some((one) => one.health === 'unhealthy') ? 'unhealthy' : health.every((one) => one.health === 'healthy') ? 'healthy' : 'unknown',
    isReady: found.probes.every(({ check, state }) => check.kind === 'health' || state.health === 'healthy'),
    failures: worst?.failures ?? 0,
    output: worst?.output ?? found.probes.find(({ state }) => state.output !== '')?.state.output ?? '',
  };
}

/** Sees to it that a running container is asked as its spec says; one that was started again is asked anew. */
export function watchContainer(engine: Engine, row: ContainerRow, spec: AppSpec, onChange: () => void): void {
  const known = watched().get(row.id);
  if (row.state !== 'running' || !isProbed(spec)) return forgetContainer(row.id);
  if (known?.since === row.since) return;
  forgetContainer(row.id);
  const stop = new AbortController();
  const probes: Probe[] = [
    ...probedChecks(spec).map((of): Probe => ({ check: { kind: 'health', of }, state: UNKNOWN })),
    ...spec.readinessChecks.map((of): Probe => ({ check: { kind: 'readiness', of }, state: UNKNOWN })),
  ];
  watched().set(row.id, { since: row.since, probes, stop });
  for (const probe of probes) void run(engine, row.id, spec, probe, stop.signal, onChange);
}

export function forgetContainer(id: string): void {
  watched().get(id)?.stop.abort();
  watched().delete(id);
}

export const forgetAllContainers = () => [...watched().keys()].forEach(forgetContainer);
/** Of containers that are not there any more. */
export const forgetContainersBut = (present: ReadonlySet<string>) => [...watched().keys()].filter((id) => !present.has(id)).forEach(forgetContainer);

async function run(engine: Engine, id: string, spec: AppSpec, probe: Probe, signal: AbortSignal, onChange: () => void): Promise<void> {
  const startedMs = Date.now();
  while (!signal.aborted) {
    const row = engine.inventory.container(id);
    // While the engine is away nothing is known of the instance: neither good nor bad.
    if (row && engine.status().kind === 'up') {
      const before = probe.state.health;
      const result = await ask(engine, row, spec, probe.check.of, signal);
      if (signal.aborted) return;
      probe.state = probe.check.kind === 'readiness' ? { ...UNKNOWN, health: result.ok ? 'healthy' : 'unknown', output: result.output } : judge(probe.state, result, probe.check.of, Date.now() - startedMs);
      if (probe.state.health !== before) onChange();
      if (probe.check.kind === 'readiness' && result.ok) return;
    }
    // A new one is asked often, so that nobody waits a whole interval for the first good answer.
    const everyMs = probe.check.of.intervalSeconds * 1000;
    await pause(probe.state.health === 'unknown' ? Math.min(everyMs, Math.max(250, Math.min(1_000, everyMs / 5))) : everyMs, signal);
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    signal.addEventListener('abort', done);
  });

/** One question. Never throws: what goes wrong is the answer. */
async function ask(engine: Engine, row: ContainerRow, spec: AppSpec, check: ProbedCheck | ReadinessCheck, outer: AbortSignal): Promise<{ ok: boolean; output: string }> {
  const port = portOfCheck(spec, check.port);
  const signal = AbortSignal.any([outer, AbortSignal.timeout(check.timeoutSeconds * 1000)]);
  let socket: Duplex | undefined;
  try {
    socket = await engine.dial(row, port, signal);
    if (check.protocol === 'TCP') return { ok: true, output: '' };
    const status = await askHttp(socket, check, port, signal);
    const codes = 'httpStatusCodesForReady' in check ? check.httpStatusCodesForReady : undefined;
    return { ok: codes ? codes.includes(status) : status >= 200 && status < 400, output: `HTTP ${status}` };
  } catch (error) {
    const late = signal.aborted && !outer.aborted;
    return { ok: false, output: late ? `no answer from port ${port} within ${check.timeoutSeconds} s` : String((error as Error).message).slice(0, MOST_OUTPUT) };
  } finally {
    socket?.destroy();
  }
}

async function askHttp(socket: Duplex, { protocol, path }: { protocol: 'HTTP' | 'HTTPS'; path: string }, port: number, signal: AbortSignal): Promise<number> {
  // An instance is reached by its address, which no certificate names.
  const stream = protocol === 'HTTPS' ? tls.connect({ socket: socket as never, rejectUnauthorized: false }) : socket;
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    const request = http.request({ createConnection: () => stream as never, path, headers: { host: `localhost:${port}`, 'user-agent': 'gantry-prober', connection: 'close' }, signal }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.once('error', reject);
    request.end();
  });
}
