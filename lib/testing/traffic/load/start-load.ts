import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Target } from './ask';
import { USUAL_RATES, type Kind, type Rates } from './kinds';
import { LoadRecord, type LoadReport, type Served } from './record';
import { upload } from './upload';
import { EchoSocket } from './web-socket';

const IDLE_EVERY = 20;

export interface LoadOptions extends Target {
  rates?: Rates;
  /** Longest wait for a whole answer, or for an echo. */
  timeoutMs?: number;
  /** Shortest and longest life of a WebSocket. */
  webSocketLifeMs?: [number, number];
  /** How many connections `keepAlive` goes round; every twentieth of its requests goes round others, which idle for seconds in between. */
  connections?: number;
  idleConnections?: number;
}

export interface RunningLoad {
  /** As it stands; goes on changing. */
  report: LoadReport;
  /** In ms since the load began, as in the report. */
  nowMs(): number;
  /** Begins nothing more and waits for what is under way; WebSockets close by themselves at once. */
  stop(): Promise<LoadReport>;
}

/**
 * A constant load, begun on time however long the answers take, in which every answer is checked. Nothing is ever sent
 * twice: what fails once is a failure.
 */
export function startLoad({ rates = USUAL_RATES, timeoutMs = 10_000, webSocketLifeMs = [5_000, 20_000], connections = 8, idleConnections = 24, ...target }: LoadOptions): RunningLoad {
  const record = new LoadRecord();
  const oneConnection = () => new http.Agent({ keepAlive: true, maxSockets: 1 });
  const busy = Array.from({ length: connections }, oneConnection);
  const idle = Array.from({ length: idleConnections }, oneConnection);
  const shared = new http.Agent({ keepAlive: true });
  const pending = new Set<Promise<void>>();
  const open = new Set<EchoSocket>();
  const timers: NodeJS.Timeout[] = [];
  let stopped = false;
  const turns = { keepAlive: 0, upload: 0 };
  const nextConnection = () => {
    const turn = turns.keepAlive++;
    return turn % IDLE_EVERY === 0 && idleConnections > 0 ? idle[(turn / IDLE_EVERY) % idleConnections]! : busy[turn % connections]!;
  };

  const send: Record<Exclude<Kind, 'webSocket'>, () => Promise<Served>> = {
    keepAlive: () => ask(target, { path: '/', agent: nextConnection(), timeoutMs }),
    fresh: () => ask(target, { path: '/', agent: false, timeoutMs }),
    slow: () => ask(target, { path: '/slow', agent: shared, timeoutMs }),
    upload: () => upload(target, turns.upload++ % 2 === 0 ? shared : false, timeoutMs),
  };

  const track = (work: Promise<void>) => {
    pending.add(work);
    void work.then(() => pending.delete(work));
  };
  const request = async (kind: keyof typeof send) => {
    const startedMs = record.begin(kind);
    try {
      record.heard(await send[kind]());
      record.succeed(kind);
    } catch (error) {
      record.fail(kind, startedMs, error);
    }
  };
  const keepWebSocket = async (index: number, count: number) => {
    const [shortest, longest] = webSocketLifeMs;
    // Spread, so that at any time some are young and some old.
    for (let life = index / count; !stopped; life = (life + 0.37) % 1) {
      const startedMs = record.begin('webSocket');
      const socket = new EchoSocket(target, { lifeMs: shortest + life * (longest - shortest), timeoutMs, onEcho: (served) => record.heard(served) });
      open.add(socket);
      const failed = await socket.ended.then(() => { record.succeed('webSocket'); }, (error: unknown) => { record.fail('webSocket', startedMs, error, socket.served?.instance); return true; });
      open.delete(socket);
      if (failed && !stopped) await sleep(100);
    }
  };

  for (const kind of Object.keys(send) as (keyof typeof send)[]) if (rates[kind]) timers.push(every(1_000 / rates[kind], () => track(request(kind))));
  const sockets = rates.webSocket ?? 0;
  for (let index = 0; index < sockets; index++) track(keepWebSocket(index, sockets));

  return {
    report: record.report,
    nowMs: record.nowMs,
    async stop() {
      stopped = true;
      timers.forEach(clearInterval);
      for (const socket of open) socket.close();
      while (pending.size > 0) await Promise.all(pending);
      for (const agent of [...busy, ...idle, shared]) agent.destroy();
      return record.report;
    },
  };
}

/** On average exactly as often as asked for, also where a timer is late. */
function every(ms: number, act: () => void): NodeJS.Timeout {
  const began = performance.now();
  let done = 0;
  return setInterval(() => {
    for (const due = (performance.now() - began) / ms; done < due; done++) act();
  }, Math.max(1, ms));
}
