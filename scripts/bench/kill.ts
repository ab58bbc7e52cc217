import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad, type RunningLoad } from '../../lib/testing/traffic/load/start-load';
import { failuresText } from '../../lib/testing/traffic/transitions';
import type { Figure } from './figure';
import { withTraffic, type TrafficBed } from './traffic-bed';

const ROUNDS = 5;
const INSTANCES = 3;
const WATCHED_MS = 5_000;
const AWAY_MS = 10_000;

/** What it costs to lose an instance, and the console, under load. */
export const benchKill = (): Promise<Figure[]> =>
  // Long in coming back, so that the proxy has to keep it out meanwhile.
  withTraffic(INSTANCES, async (bed) => [...await killInstances(bed), ...await killConsole(bed)], { env: { VERSION: 'v0', START_DELAY_MS: '2000' } });

async function killInstances({ app, engine, target }: TrafficBed): Promise<Figure[]> {
  const load = startLoad(target);
  await sleep(3_000);
  const rounds: Awaited<ReturnType<typeof killOne>>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await killOne(engine.docker, (await app.settled()).instanceRows.filter(({ endedAt }) => !endedAt)[round % INSTANCES]!.containerId!, load));
    await app.settled();
  }
  await load.stop();
  const worst = (key: 'inFlight' | 'later' | 'elsewhere' | 'lastMs') => Math.max(...rounds.map((one) => one[key]));
  return [
    { what: `instance killed × ${ROUNDS}: failures of requests begun before, most`, value: worst('inFlight'), unit: '', note: `of ${rounds.map(({ pending }) => pending).join(', ')} under way on all ${INSTANCES}` },
    { what: 'failures of requests begun after it, most', value: worst('later'), unit: '', bar: 0, note: rounds.map(({ text }) => text).find((text) => text !== '') ?? '' },
    { what: 'WebSockets of other instances cut, most', value: worst('elsewhere'), unit: '', bar: 0 },
    { what: 'kill → last failure, longest', value: worst('lastMs'), unit: 'ms', bar: 1_000 },
  ];
}

async function killOne(docker: TrafficBed['engine']['docker'], containerId: string, load: RunningLoad) {
  const { State } = await docker.getContainer(containerId).inspect();
  const pending = Object.values(load.report.counts).reduce((sum, { begun, ok, failed }) => sum + begun - ok - failed, 0);
  const before = load.report.failures.length;
  const killedMs = load.nowMs();
  // As the kernel does when memory runs out; asked by its API, the engine would take the end for wanted.
  process.kill(State.Pid, 'SIGKILL');
  await sleep(WATCHED_MS);
  const failures = load.report.failures.slice(before);
  const later = failures.filter(({ startedMs }) => startedMs > killedMs);
  return {
    pending, inFlight: failures.length - later.length, later: later.length, text: failuresText(later),
    elsewhere: failures.filter(({ kind, instance }) => kind === 'webSocket' && instance !== undefined && instance !== containerId.slice(0, 12)).length,
    lastMs: Math.max(0, ...failures.map(({ failedMs }) => failedMs - killedMs)),
  };
}

/** The same load with the console there and not there. */
async function killConsole({ target, killConsole: kill }: TrafficBed): Promise<Figure[]> {
  const load = startLoad(target);
  await sleep(AWAY_MS);
  const killedMs = load.nowMs();
  await kill(AWAY_MS);
  await sleep(2_000);
  const { failures, seconds } = await load.stop();
  const perSecond = (from: number, to: number) => seconds.slice(from, to).reduce((sum, { ok }) => sum + ok, 0) / (to - from);
  const at = Math.ceil(killedMs / 1_000);
  return [
    { what: 'console killed: failed requests and cut WebSockets', value: failures.length, unit: '', bar: 0, note: failuresText(failures) },
    { what: 'console there / away: answers a second', value: perSecond(2, at - 1) / perSecond(at + 1, at + AWAY_MS / 1_000), unit: '×', bar: 1.1 },
  ];
}
