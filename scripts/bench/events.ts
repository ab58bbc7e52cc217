import { setTimeout as sleep } from 'node:timers/promises';
import { makeContainers, untilListed, withConsole, withEngine } from './bed';
import { quantile, type Figure } from './figure';

const CONTAINERS = 500;
const EVENTS = 300;

interface Message {
  kind: string;
  data: { actorId?: string; action?: string; at?: string; resource?: string; upserts?: { id: string; name: string }[] };
}

/** From the moment the engine stamps an event to its message, and to the changed row, at a client. */
export const benchEvents = (): Promise<Figure[]> =>
  withEngine(async (engine) => {
    await makeContainers(engine, CONTAINERS);
    return withConsole(engine, async (console) => {
      await untilListed(console, CONTAINERS);
      const stampedAt = new Map<string, number>();
      const arrivedAt = new Map<string, number>();
      const toEvent: number[] = [];
      const toRow: number[] = [];
      const settle = (name: string) => {
        const [stamped, arrived] = [stampedAt.get(name), arrivedAt.get(name)];
        if (stamped === undefined || arrived === undefined) return;
        toRow.push(arrived - stamped);
        stampedAt.delete(name);
      };
      const stream = new AbortController();
      const reading = readStream(`${console.url}/api/v1/stream`, console.token, stream.signal, ({ kind, data }) => {
        const now = Date.now();
        if (kind === 'engineEvent' && data.action === 'rename') toEvent.push(now - Date.parse(data.at!));
        if (kind === 'inventory' && data.resource === 'container') for (const { name } of data.upserts ?? []) { arrivedAt.set(name, now); settle(name); }
      });
      const rows = await engine.docker.listContainers({ all: true, limit: EVENTS });
      for (const [index, row] of rows.entries()) {
        const name = `renamed-${index}`;
        stampedAt.set(name, Date.now());
        await engine.docker.getContainer(row.Id).rename({ name });
        settle(name);
        await sleep(20 + (index % 5) * 20);
      }
      await sleep(1_000);
      stream.abort();
      await reading;
      return [
        { what: `event → SSE message, ${toEvent.length} events, p50`, value: quantile(toEvent, 0.5), unit: 'ms' },
        { what: `event → SSE message, ${toEvent.length} events, p95`, value: quantile(toEvent, 0.95), unit: 'ms', bar: 150 },
        { what: `rename asked → changed row at the client, ${toRow.length}, p95`, value: quantile(toRow, 0.95), unit: 'ms', bar: 150 },
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
