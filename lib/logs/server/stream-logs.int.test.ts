import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engine } from '@/lib/environments/server/engine';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import type { LogEvent } from '../contract';
import { downloadLogs } from './download-logs';
import type { LogSelection } from './open-log-source';
import { streamLogs } from './stream-logs';

let engine: Engine;
beforeAll(async () => {
  await testDatabase();
  engine = await connectTestEngine();
});

const everything: LogSelection = { stdout: true, stderr: true, follow: false };

async function runKnown(options: Parameters<typeof testEngine.run>[0]) {
  const container = await testEngine.run(options);
  await vi.waitFor(() => expect(engine.inventory.container(container.id)).toBeDefined(), { interval: 20 });
  return container;
}
const shell = (script: string, more = {}) => runKnown({ Cmd: ['sh', '-c', script], ...more });

async function open(containerId: string, selection: Partial<LogSelection>, closing = new AbortController()) {
  const response = await streamLogs({
    environmentId: engine.id, containerId, selection: { ...everything, ...selection }, reader: testEngine.unique('reader'), signal: closing.signal,
    stillValid: () => Promise.resolve(true), describeError: (error) => Promise.resolve({ code: 'test', detail: String(error) }),
  });
  return { events: read(response), closing };
}

async function* read(response: Response): AsyncGenerator<LogEvent> {
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as LogEvent;
  }
}

async function all(events: AsyncGenerator<LogEvent>): Promise<LogEvent[]> {
  const found: LogEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}
const texts = (events: LogEvent[]) => events.flatMap((event) => (event.kind === 'line' ? `${event.stream} ${event.text}` : []));

describe('a container\'s log', () => {
  it('keeps stdout and stderr apart and in order, with the time of each line', async () => {
    const container = await shell('echo one; echo two >&2; echo "<b>three</b>"');
    await container.wait();
    const { events } = await open(container.id, {});
    const found = await all(events);
    expect(texts(found).sort()).toEqual(['stderr two', 'stdout <b>three</b>', 'stdout one']);
    expect(found.at(-1)).toEqual({ kind: 'done' });
    for (const event of found) if (event.kind === 'line') expect(event.at).toMatch(/^\d{4}-.*Z$/);
    expect(texts(await all((await open(container.id, { stdout: false })).events))).toEqual(['stderr two']);
    expect(texts(await all((await open(container.id, { tail: 2 })).events))).toHaveLength(2);
  });

  it('of a terminal is plain lines', async () => {
    const container = await shell('printf "a\\nb\\n"', { Tty: true });
    await container.wait();
    expect(texts(await all((await open(container.id, {})).events))).toEqual(['stdout a', 'stdout b']);
  });

  it('goes on from a line\'s own time, to the nanosecond', async () => {
    const container = await shell('for i in 1 2 3 4 5; do echo $i; done');
    await container.wait();
    const lines = (await all((await open(container.id, {})).events)).filter((event) => event.kind === 'line');
    const rest = await all((await open(container.id, { since: lines[2]!.at })).events);
    expect(texts(rest)).toEqual(['stdout 3', 'stdout 4', 'stdout 5']);
  });

  it('is followed while it is written and again after a restart', async () => {
    const container = await shell('echo begin; sleep 3600', { StopTimeout: 0 });
    const { events } = await open(container.id, { follow: true });
    const first = await events.next();
    expect(first.value).toMatchObject({ kind: 'line', text: 'begin' });
    await container.restart({ t: 0 });
    // The engine ends the stream when the container stops; the reader asks again from the last line on.
    const rest = await all(events);
    expect(rest.at(-1)).toEqual({ kind: 'done' });
    const again = await open(container.id, { follow: true, since: (first.value as { at: string }).at });
    const lines = [await again.events.next(), await again.events.next()].map(({ value }) => (value as { text: string }).text);
    expect(lines).toEqual(['begin', 'begin']);
    again.closing.abort();
  });

  it('ends towards the engine when its reader goes', async () => {
    const container = await shell('echo begin; sleep 3600');
    const { events, closing } = await open(container.id, { follow: true });
    await events.next();
    closing.abort();
    expect((await events.next()).done).toBe(true);
  });

  it('of a flood with a slow reader stays bounded and says how much it left out', async () => {
    const container = await shell('yes', { HostConfig: { LogConfig: { Type: 'json-file', Config: { 'max-size': '50m', 'max-file': '2' } } } });
    global.gc?.();
    const before = process.memoryUsage().rss;
    const { events, closing } = await open(container.id, { follow: true, tail: 10 });
    let lines = 0;
    let skipped = 0;
    const until = Date.now() + 8_000;
    for await (const event of events) {
      if (event.kind === 'line') lines++;
      if (event.kind === 'skipped') skipped += event.lines;
      if (lines % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      if (skipped > 0 && Date.now() > until) break;
    }
    const grown = process.memoryUsage().rss - before;
    closing.abort();
    expect(skipped).toBeGreaterThan(1_000);
    expect(lines).toBeLessThan(60_000);
    expect(grown).toBeLessThan(100 << 20);
  });

  it('is downloaded as text', async () => {
    const container = await shell('for i in $(seq 5000); do echo "line $i"; done; echo "<script>"');
    await container.wait();
    const response = await downloadLogs(engine.id, container.id, everything, false, new AbortController().signal);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(5_001);
    expect(lines.at(-1)).toBe('<script>');
  });

  it('of a container that is not there, or with nothing chosen, is refused with a code', async () => {
    await expect(open('nothing', {})).rejects.toMatchObject({ code: 'logs.container_not_found' });
    const container = await shell('true');
    await expect(open(container.id, { stdout: false, stderr: false })).rejects.toMatchObject({ code: 'logs.nothing_selected' });
  });
});
