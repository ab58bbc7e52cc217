import type { Kind } from './kinds';

export interface Served {
  version: string;
  instance: string;
}

export interface Failure {
  kind: Kind;
  /** When the request was begun and when it failed, in ms since the load began. */
  startedMs: number;
  failedMs: number;
  what: string;
  /** Known for a WebSocket, which was told so at its beginning. */
  instance?: string;
}

interface Second {
  ok: number;
  failed: number;
  versions: Record<string, number>;
}

interface Span {
  firstMs: number;
  lastMs: number;
  answers: number;
}

export interface LoadReport {
  /** Of `Date.now()`. */
  startedAt: number;
  failures: Failure[];
  counts: Record<Kind, { begun: number; ok: number; failed: number }>;
  /** Index: second since the load began. */
  seconds: Second[];
  /** When each was heard of, first and last. */
  versions: Record<string, Span>;
  instances: Record<string, Span>;
}

/** Collects what became of each request. */
export class LoadRecord {
  private readonly began = performance.now();
  readonly report: LoadReport = {
    startedAt: Date.now(), failures: [], seconds: [], versions: {}, instances: {},
    counts: { keepAlive: zero(), fresh: zero(), slow: zero(), upload: zero(), webSocket: zero() },
  };

  nowMs = () => performance.now() - this.began;

  begin(kind: Kind): number {
    this.report.counts[kind].begun++;
    return this.nowMs();
  }

  /** Somebody answered rightly: a request that is done, or one of a WebSocket's messages. */
  heard({ version, instance }: Served): void {
    const now = this.nowMs();
    const { versions } = this.second(now);
    versions[version] = (versions[version] ?? 0) + 1;
    for (const [spans, key] of [[this.report.versions, version], [this.report.instances, instance]] as const) {
      const span = (spans[key] ??= { firstMs: now, lastMs: now, answers: 0 });
      span.lastMs = now;
      span.answers++;
    }
  }

  succeed(kind: Kind): void {
    this.report.counts[kind].ok++;
    this.second(this.nowMs()).ok++;
  }

  fail(kind: Kind, startedMs: number, error: unknown, instance?: string): void {
    const failedMs = this.nowMs();
    this.report.counts[kind].failed++;
    this.second(failedMs).failed++;
    this.report.failures.push({ kind, startedMs, failedMs, what: error instanceof Error ? error.message : String(error), instance });
  }

  private second(nowMs: number): Second {
    const { seconds } = this.report;
    while (seconds.length <= nowMs / 1_000) seconds.push({ ok: 0, failed: 0, versions: {} });
    return seconds[Math.floor(nowMs / 1_000)]!;
  }
}

const zero = () => ({ begun: 0, ok: 0, failed: 0 });
