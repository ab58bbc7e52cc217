import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { TRAFFIC_PORT } from '../../lib/testing/traffic/traffic-image';
import { quantile, type Figure } from './figure';
import { withTraffic } from './traffic-bed';

const PAIRS = 7;
const SECONDS = 4;
const CONNECTIONS = [32, 128];
/** The first costs the instance some 25 µs, less than any app; the second some hundred, as a small page does. */
const KINDS = [{ path: '/', what: 'no work' }, { path: '/page', what: 'a page' }];
const run = promisify(execFile);

interface Run {
  p50: number;
  perSecond: number;
}

/** One instance, a Node server, by its own address and by its route, in turn; medians of the pairs. wrk, proxy and instance share this machine's cores. */
export const benchOverhead = (): Promise<Figure[]> =>
  withTraffic(1, async ({ app, engine, target }) => {
    const { instanceRows } = await app.state();
    const { NetworkSettings } = await engine.docker.getContainer(instanceRows.find(({ endedAt }) => !endedAt)!.containerId!).inspect();
    const own = Object.values(NetworkSettings.Networks)[0]!.IPAddress;
    const figures: Figure[] = [];
    for (const { path, what } of KINDS) for (const connections of CONNECTIONS) figures.push(...await compare(`http://${own}:${TRAFFIC_PORT}${path}`, `http://${target.address}:${target.port}${path}`, target.host, connections, `${what}, ${connections} connections`));
    return figures;
  }, { cpus: 2, healthChecks: [] });

async function compare(own: string, route: string, host: string, connections: number, what: string): Promise<Figure[]> {
  const [direct, routed]: [Run[], Run[]] = [[], []];
  for (let pair = 0; pair < PAIRS; pair++) {
    direct.push(await wrk(own, host, connections));
    routed.push(await wrk(route, host, connections));
  }
  const median = (runs: Run[], key: keyof Run) => quantile(runs.map((one) => one[key]), 0.5);
  const added = quantile(routed.map(({ p50 }, pair) => p50 - direct[pair]!.p50), 0.5);
  const share = quantile(routed.map(({ perSecond }, pair) => perSecond / direct[pair]!.perSecond), 0.5);
  return [
    { what: `${what}: p50 that the proxy adds`, value: added, unit: 'ms', bar: 0.5, note: `${median(direct, 'p50').toFixed(2)} → ${median(routed, 'p50').toFixed(2)} ms` },
    { what: `${what}: own throughput / by the proxy`, value: 1 / share, unit: '×', bar: 1.25, note: `${Math.round(median(direct, 'perSecond'))} → ${Math.round(median(routed, 'perSecond'))} /s, ${(share * 100).toFixed(0)} %` },
  ];
}

const IN_MS = { us: 0.001, ms: 1, s: 1_000 };

async function wrk(url: string, host: string, connections: number): Promise<Run> {
  const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${SECONDS}s`, '--latency', '--timeout', '10s', '-H', `Host: ${host}`, url]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
  await sleep(300);
  const [, value, unit] = /50%\s+([\d.]+)(us|ms|s)\b/.exec(stdout)!;
  return { p50: Number(value) * IN_MS[unit as keyof typeof IN_MS], perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)![1]) };
}
