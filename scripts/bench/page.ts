import { gzipSync } from 'node:zlib';
import { makeContainers, untilListed, withConsole, withEngine } from './bed';
import { withPage } from './browser';
import { quantile, type Figure } from './figure';

const CONTAINERS = 2_000;
const VISITS = 5;
const SCROLLS = 120;

declare global {
  interface Window { longTasks: number[] }
}

/** The containers page with many rows: how soon the first is there, how long the browser is busy while it scrolls, what it loads. */
export const benchPage = (): Promise<Figure[]> =>
  withEngine(async (engine) => {
    await makeContainers(engine, CONTAINERS);
    return withConsole(engine, async (console) => {
      await untilListed(console, CONTAINERS);
      return withPage(console.url, async (page) => {
        await page.addInitScript(() => {
          window.longTasks = [];
          new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
        });
        const scripts = new Map<string, number>();
        page.on('response', (response) => {
          if (response.request().resourceType() !== 'script') return;
          // What is sent does not depend on the browser's cache here: every body is compressed the same way.
          void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length)).catch(() => {});
        });
        const firstRows: number[] = [];
        for (let visit = 0; visit < VISITS; visit++) {
          const started = performance.now();
          await page.goto(`${console.url}/containers`, { waitUntil: 'commit' });
          await page.getByText('svc-0000').first().waitFor();
          firstRows.push(performance.now() - started);
        }
        await page.waitForTimeout(1_000);
        await page.evaluate(() => { window.longTasks.length = 0; });
        await page.mouse.move(700, 500);
        for (let scroll = 0; scroll < SCROLLS; scroll++) {
          await page.mouse.wheel(0, scroll % 2 ? 900 : 300);
          await page.waitForTimeout(16);
        }
        const tasks = await page.evaluate(() => window.longTasks);
        if (await page.getByText('svc-0000').first().isVisible()) throw new Error('The list did not scroll.');
        return [
          { what: `first rows of ${CONTAINERS} after navigation, median of ${VISITS}`, value: quantile(firstRows, 0.5), unit: 'ms', bar: 1_500, note: `first visit ${Math.round(firstRows[0]!)} ms` },
          { what: 'longest task while scrolling', value: Math.max(0, ...tasks), unit: 'ms', bar: 100, note: `${tasks.length} over 50 ms` },
          { what: `scripts of the page, gzip, ${scripts.size} files`, value: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000, unit: 'KB', bar: 350 },
        ];
      });
    });
  });
