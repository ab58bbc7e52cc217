import { setTimeout as sleep } from 'node:timers/promises';
import { getDeployment } from '@/lib/apps/server/steer-deployment';
import type { Locale } from '@/lib/messages';

const LOOK_MS = 250;
const ALIVE_MS = 15_000;

/** Server-sent events: `decision` for each line of the log, then `end` with how it ended. Ends with the deployment or its reader. */
export async function streamDeployment(id: string, locale: Locale, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  await getDeployment(id, locale);
  const encoder = new TextEncoder();
  let told = 0;
  let spokeAt = Date.now();
  return new ReadableStream({
    async pull(controller) {
      const say = (event: string, data: unknown) => {
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        spokeAt = Date.now();
      };
      while (!signal.aborted) {
        const deployment = await getDeployment(id, locale);
        const news = deployment.events.slice(told);
        for (const { at, code, text } of news) say('decision', { at, code, text });
        told += news.length;
        if (deployment.endedAt !== null) {
          say('end', { status: deployment.status, reason: deployment.reason });
          return controller.close();
        }
        if (news.length > 0) return;
        if (Date.now() - spokeAt > ALIVE_MS) {
          controller.enqueue(encoder.encode(': alive\n\n'));
          spokeAt = Date.now();
          return;
        }
        await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
      }
      controller.close();
    },
  });
}
