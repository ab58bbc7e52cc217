import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { makeContainers, untilListed, withConsole, withEngine } from './bed';
import { quantile, type Figure } from './figure';

const CONTAINERS = 500;
/** So many of them are started, renamed and ended so often, one after the other. */
const USED = 16;
const ROUNDS = 5;
const LOST_MS = 10_000;

interface Row { id: string; name: string; state: string }
interface Message {
  kind: string;
  data: { actorId?: string; action?: string; at?: string; resource?: string; upserts?: Row[] };
}
interface Awaited { action: string; shows: (row: Row) => boolean; stampedAt?: number; shown: (milliseconds: number) => void }

/** From the moment the engine stamps an event to its message, and to the row that it changed, at a client. One clock: both run here. */
export const benchEvents = (): Promise<Figure[]> =>
  withEngine(async (engine) => {
    await makeContainers(engine, CONTAINERS);
    return withConsole(engine, async (console) => {
      await untilListed(console, CONTAINERS);
      const awaited = new Map<string, Awaited>();
      const toEvent: number[] = [];
      const toRow: number[] = [];
      const stream = new AbortController();
      const reading = readStream(`${console.url}/api/v1/stream`, console.token, stream.signal, ({ kind, data }) => {
        const now = Date.now();
        if (kind === 'engineEvent') {
          const one = awaited.get(data.actorId ?? '');
          if (!one || one.action !== data.action) return;
          one.stampedAt ??= Date.parse(data.at!);
          toEvent.push(now - one.stampedAt);
        }
        if (kind === 'inventory' && data.resource === 'container') {
          for (const row of data.upserts ?? []) {
            const one = awaited.get(row.id);
            if (one?.stampedAt !== undefined && one.shows(row)) one.shown(now - one.stampedAt);
          }
        }
      });
      const after = async (id: string, act: () => Promise<unknown>, action: string, shows: Awaited['shows']) => {
        const seen = new Promise<number>((resolve) => {
          awaited.set(id, { action, shows, shown: resolve });
          setTimeout(resolve, LOST_MS, LOST_MS).unref();
        });
        await act();
        toRow.push(await seen);
      };
      const exercise = async (container: Docker.Container) => {
        for (let round = 0; round < ROUNDS; round++) {
          const name = `renamed-${container.id.slice(0, 12)}-${round}`;
          await after(container.id, () => container.start(), 'start', ({ state }) => state === 'running');
          await after(container.id, () => container.rename({ name }), 'rename', (row) => row.name === name);
          await after(container.id, () => container.kill(), 'die', ({ state }) => state === 'exited');
        }
      };
      await sleep(500);
      for (const { Id } of await engine.docker.listContainers({ all: true, limit: USED })) await exercise(engine.docker.getContainer(Id));
      stream.abort();
      await reading;
      return [
        { what: `event → SSE message, ${toEvent.length} starts, renames and ends, p50`, value: quantile(toEvent, 0.5), unit: 'ms' },
        { what: 'event → SSE message, p95', value: quantile(toEvent, 0.95), unit: 'ms', bar: 150 },
        { what: 'event → SSE message with the changed row, p50', value: quantile(toRow, 0.5), unit: 'ms' },
        { what: 'event → SSE message with the changed row, p95', value: quantile(toRow, 0.95), unit: 'ms', bar: 150 },
      ];
    });
  });

async function readStream(url: string, token: string, signal: AbortSignal, onMessage: (message: Message) => void): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal });
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of response.body!) {
      rest += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '))?.slice('data: '.length);
        const message = data && (JSON.parse(data) as Partial<Message>);
        if (message && message.kind) onMessage(message as Message);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
