import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad } from '../../lib/testing/traffic/load/start-load';
import { failuresText, moveUnderLoad, TRANSITIONS, type Moved } from '../../lib/testing/traffic/transitions';
import type { Figure } from './figure';
import { withTraffic, type TrafficBed } from './traffic-bed';

const ROUNDS = 5;
const INSTANCES = 3;
const LEAST_MS = 60_000;
const AWAY_MS = 3_000;
/** After a move was asked for: before it has begun, and in the middle of it. */
const KILL_AFTER_MS = [0, 300, 1_000, 2_000, 4_000];

/** A constant load of every kind through each way to move an app, five times each; then the same with the console killed in mid-move. */
export const benchLossless = (): Promise<Figure[]> =>
  withTraffic(INSTANCES, async (bed) => {
    const figures: Figure[] = [];
    for (const killed of [false, true]) for (const transition of TRANSITIONS) figures.push(...await measure(bed, transition, killed));
    return figures;
  });

async function measure({ app, target, killConsole }: TrafficBed, transition: (typeof TRANSITIONS)[number], killed: boolean): Promise<Figure[]> {
  const load = startLoad(target);
  await sleep(3_000);
  const rounds: Moved[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await moveUnderLoad(app, transition, load, killed ? async () => { await sleep(KILL_AFTER_MS[round]!); await killConsole(AWAY_MS); } : undefined));
  }
  while (load.nowMs() < LEAST_MS) await sleep(500);
  const { failures, counts, seconds } = await load.stop();
  const sockets = failures.filter(({ kind }) => kind === 'webSocket').length;
  const begun = Object.values(counts).reduce((sum, count) => sum + count.begun, 0);
  const silent = seconds.slice(1, -1).filter(({ ok }) => ok === 0).length;
  const name = `${transition.name} × ${ROUNDS}${killed ? ', console killed in each' : ''}`;
  const unmet = rounds.filter(({ answersOfNew, answersOfOld }) => answersOfNew + answersOfOld === 0).length;
  return [
    { what: `${name}: failed requests`, value: failures.length - sockets, unit: '', bar: 0, note: `of ${begun} in ${seconds.length} s, ${silent} s without an answer${unmet > 0 ? `; ${unmet} MOVES MET NO TRAFFIC` : ''} ${failuresText(failures)}` },
    { what: `${name}: cut WebSockets`, value: sockets, unit: '', bar: 0, note: `of ${counts.webSocket.begun}` },
  ];
}
