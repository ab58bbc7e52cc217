import { describe, expect, it } from 'vitest';
import { BUCKETS_MS } from '@/lib/proxy/model/latency';
import { parseAccessLine } from './access-line';
import { historyOf, trafficOf, type Counted } from './traffic';

const latency = (fast: number, slow: number) => BUCKETS_MS.map((end) => (end === 5 ? fast : end === 500 ? slow : 0));
const at = (seconds: number, requests: number, errors: number, fast: number, slow: number): Counted => ({ atMs: seconds * 1000, requests, errors, bytesOut: requests * 100, latency: latency(fast, slow) });

describe('the traffic of a route', () => {
  it('is what came within the last minute', () => {
    const samples = [at(0, 1_000, 500, 900, 100), at(60, 1_000, 500, 900, 100), at(120, 1_600, 530, 1_490, 110)];
    expect(trafficOf(samples)).toMatchObject({ windowSeconds: 60, requestsPerSecond: 10, errorRate: 0.05, bytesPerSecond: 1_000 });
    const { p50, p95, p99 } = trafficOf(samples)!;
    expect([p50! > 3 && p50! <= 5, p95! > 3 && p95! <= 5, p99! > 300 && p99! <= 500]).toEqual([true, true, true]);
    expect(trafficOf(samples.slice(0, 1))).toBeNull();
  });

  it('counts from nothing again where the proxy did', () => {
    expect(trafficOf([at(0, 1_000, 0, 1_000, 0), at(10, 50, 5, 50, 0)])).toMatchObject({ requestsPerSecond: 5, errorRate: 0.1 });
  });

  it('has a point every ten seconds', () => {
    const samples = [0, 10, 12, 20, 30].map((second) => at(second, second * 4, 0, second * 4, 0));
    expect(historyOf(samples).map(({ at: time, requestsPerSecond }) => [Date.parse(time) / 1000, requestsPerSecond])).toEqual([[10, 4], [20, 4], [30, 4]]);
  });
});

describe('a line of the access log', () => {
  it('is a request, or nothing', () => {
    expect(parseAccessLine('{"t":1795276400.938,"r":"rab:b1","i":"3_01a","a":"10.0.0.1","m":"GET","h":"a.test","u":"/中 \\"x\\"","s":200,"b":182,"q":70,"w":4,"x":"--","v":"HTTP/1.1","ua":"curl"}'))
      .toEqual({ at: '2026-11-21T15:53:20.938Z', routeId: 'rab', host: 'a.test', url: '/中 "x"', method: 'GET', status: 200, ms: 4, bytes: 182, address: '10.0.0.1', instanceId: '01a', version: 3, userAgent: 'curl' });
    expect(parseAccessLine('{"t":1.5,"r":"r1","i":"<NOSRV>","a":"10.0.0.1","s":503}')).toMatchObject({ version: null, method: 'TCP', status: 503 });
    expect(parseAccessLine('Server r1/1_a is UP')).toBeNull();
    expect(parseAccessLine('{"t":12')).toBeNull();
  });
});
