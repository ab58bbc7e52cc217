import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_IMAGE } from '../../lib/testing/busybox-image';
import { untilListed, withConsole, withEngine } from './bed';
import { withPage } from './browser';
import type { Figure } from './figure';

const SECONDS = 60;
const MB = 1e6;

/** A container that writes without end, with its log page open and a client that hardly reads. */
export const benchFlood = (): Promise<Figure[]> =>
  withEngine((engine) =>
    withConsole(engine, async (console) => {
      const container = await engine.docker.createContainer({ Image: TEST_IMAGE, Cmd: ['yes'], name: 'flood', HostConfig: { LogConfig: { Type: 'json-file', Config: { 'max-size': '20m', 'max-file': '2' } } } });
      await untilListed(console, 1);
      return withPage(console.url, async (page) => {
        const listed = (await (await page.request.get(`${console.url}/api/v1/containers`)).json()) as { items: { environmentId: string; id: string }[] };
        const { environmentId, id } = listed.items[0]!;
        await page.goto(`${console.url}/containers/${environmentId}/${id}?tab=logs`);
        await sleep(5_000);
        const before = console.rssBytes();
        await container.start();
        const slow = readSlowly(`${console.url}/api/v1/environments/${environmentId}/containers/${id}/logs?follow=true`, console.token);
        let most = 0;
        let slowest = 0;
        let skipped = 'the page says nothing of skipped lines';
        for (let second = 0; second < SECONDS; second++) {
          await sleep(1_000);
          most = Math.max(most, console.rssBytes());
          const asked = performance.now();
          const text = await page.locator('main').innerText();
          slowest = Math.max(slowest, performance.now() - asked);
          skipped = text.match(/[^\n]*skipped[^\n]*/i)?.[0] ?? skipped;
        }
        await container.remove({ force: true });
        slow.destroy();
        await page.goto(`${console.url}/containers`);
        await sleep(20_000);
        return [
          { what: `memory that ${SECONDS} s of flood add to the console`, value: (most - before) / MB, unit: 'MB', bar: 100, note: `before ${Math.round(before / MB)} MB` },
          { what: 'memory still added 20 s later', value: (console.rssBytes() - before) / MB, unit: 'MB' },
          { what: 'longest wait for the page to answer meanwhile', value: slowest, unit: 'ms', note: skipped },
        ];
      });
    }),
  );

/** Takes a little and then pauses for a long time, over and over. */
function readSlowly(url: string, token: string): http.ClientRequest {
  return http.get(url, { headers: { authorization: `Bearer ${token}` } }, (response) => {
    response.on('data', () => {
      response.pause();
      setTimeout(() => response.resume(), 1_000);
    });
    response.on('error', () => {});
  }).on('error', () => {});
}
