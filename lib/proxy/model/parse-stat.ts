/** An upstream or a whole route, as the proxy's statistics tell it. */
export interface StatRow {
  backend: string;
  /** `BACKEND` for the whole route. */
  name: string;
  status: 'up' | 'down' | 'maint';
  /** Requests and connections that are under way. */
  sessions: number;
  weight: number;
  address: string;
  requests: number;
  bytesIn: number;
  bytesOut: number;
  /** Answers by the first digit of their status. */
  answers: { '2xx': number; '3xx': number; '4xx': number; '5xx': number };
  /** Requests for which no instance could be reached. */
  connectErrors: number;
  /** What the last check found. */
  check: string;
}

const COLUMNS = ['pxname', 'svname', 'status', 'scur', 'weight', 'addr', 'req_tot', 'stot', 'bin', 'bout', 'hrsp_2xx', 'hrsp_3xx', 'hrsp_4xx', 'hrsp_5xx', 'econ', 'last_chk', 'check_desc'] as const;

/** Reads the answer to `show stat`: a header that names the columns, then a line each. */
export function parseStat(answer: string): StatRow[] {
  const [header = '', ...lines] = answer.split('\n').filter((line) => line !== '');
  if (!header.startsWith('# pxname')) return [];
  const names = header.slice(2).split(',');
  const at = Object.fromEntries(COLUMNS.map((name) => [name, names.indexOf(name)])) as Record<(typeof COLUMNS)[number], number>;
  return lines.map((line) => {
    const cells = line.split(',');
    const text = (name: (typeof COLUMNS)[number]) => cells[at[name]] ?? '';
    const number = (name: (typeof COLUMNS)[number]) => Number(text(name)) || 0;
    const status = text('status');
    return {
      backend: text('pxname'), name: text('svname'), status: status.startsWith('MAINT') ? 'maint' : status.startsWith('DOWN') || status === 'NOLB' ? 'down' : 'up',
      sessions: number('scur'), weight: number('weight'), address: text('addr'), requests: number('req_tot') || number('stot'), bytesIn: number('bin'), bytesOut: number('bout'),
      answers: { '2xx': number('hrsp_2xx'), '3xx': number('hrsp_3xx'), '4xx': number('hrsp_4xx'), '5xx': number('hrsp_5xx') }, connectErrors: number('econ'), check: text('last_chk') || text('check_desc'),
    };
  });
}

/** Reads the answer to `show proc`: the worker that takes new connections, and those that end their last ones. */
export function parseWorkers(answer: string): { current: string | null; old: string[] } {
  let current: string | null = null;
  const old: string[] = [];
  let inOld = false;
  for (const line of answer.split('\n')) {
    if (line.startsWith('# old workers')) inOld = true;
    else if (line.startsWith('#')) continue;
    const found = /^(\d+)\s+worker\b/.exec(line);
    if (!found) continue;
    if (inOld) old.push(found[1]!);
    else current = found[1]!;
  }
  return { current, old };
}

/** Of a route since its worker began. */
export interface Counters {
  requests: number;
  errors: number;
  bytesOut: number;
  /** How many answers took how long, see `BUCKETS_MS`. */
  latency: readonly number[];
}

/** Reads the answer to `show table`. Keys are `<route>:<backend>`: a route that moved has several. */
export function parseCounters(answer: string): Map<string, Counters> {
  const found = new Map<string, Counters>();
  for (const line of answer.split('\n')) {
    const route = /\bkey=([^\s:]+)/.exec(line)?.[1];
    if (!route) continue;
    const count = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(line)?.[1] ?? 0);
    const known = found.get(route);
    const latency = [...line.matchAll(/\bgpc\d+=(\d+)/g)].map((one, index) => Number(one[1]) + (known?.latency[index] ?? 0));
    found.set(route, { requests: count('http_req_cnt') + (known?.requests ?? 0), errors: count('http_fail_cnt') + (known?.errors ?? 0), bytesOut: count('bytes_out_cnt') + (known?.bytesOut ?? 0), latency });
  }
  return found;
}
