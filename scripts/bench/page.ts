import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type Docker from 'dockerode';
import { makeContainers, untilListed, withConsole, withEngine } from './bed';
import { withPage } from './browser';
import { quantile, type Figure } from './figure';

const CONTAINERS = 2_000;
const VISITS = 5;
const SCROLLS = 150;
const EVENTS_A_SECOND = 50;
/** So long without another script, and all that the page asks for has come. */
const SETTLED_MS = 1_500;

declare global {
  interface Window { longTasks: number[] }
}

/** The containers page with many rows: how soon the first is there, how long the browser is busy while it scrolls, what it loads. */
export const benchPage = (): Promise<Figure[]> =>
  withEngine(async (engine) => {
    await makeContainers(engine, CONTAINERS);
    return withConsole(engine, async (console) => {
      await untilListed(console, CONTAINERS);
      return withPage(console.url, async (signedIn, browser) => {
        const storageState = await signedIn.context().storageState();
        const visits: Visit[] = [];
        for (let round = 0; round < VISITS; round++) {
          await visits.at(-1)?.page.context().close();
          visits.push(await visit(browser, console.url, '/containers', storageState));
        }
        const { page } = visits.at(-1)!;
        const calm = await longestTask(page, () => scroll(page));
        const rows = await engine.docker.listContainers({ all: true });
        let rate = NaN;
        const stormy = await longestTask(page, async () => { rate = await duringRenames(engine.docker, rows, () => scroll(page)); });
        const firstRows = visits.map((visit) => visit.firstRowsMs);
        return [
          { what: `first rows of ${CONTAINERS} after navigation, median of ${VISITS}`, value: quantile(firstRows, 0.5), unit: 'ms', bar: 1_500, note: `nothing cached; worst ${Math.round(Math.max(...firstRows))} ms` },
          { what: 'longest task while scrolling', value: calm, unit: 'ms', bar: 100, note: '0: none over 50 ms' },
          { what: `the same with ${Math.round(rate)} events a second`, value: stormy, unit: 'ms', bar: 100, note: '0: none over 50 ms' },
          { what: 'scripts of the page as sent', value: Math.max(...visits.map((visit) => visit.scriptBytes)) / 1000, unit: 'KB', bar: 350 },
        ];
      });
    });
  });

interface Visit { page: Page; firstRowsMs: number; scriptBytes: number }

/** In a browser that has cached nothing. */
export async function visit(browser: Browser, url: string, at: string, storageState: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, storageState, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    // When the first rows have been drawn, by the clock that starts with the navigation.
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[data-row]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('first-rows')));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  const client = await context.newCDPSession(page);
  const scripts = new Set<string>();
  let scriptBytes = 0;
  let lastAt = performance.now();
  client.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType.includes('javascript')) scripts.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return;
    scriptBytes += encodedDataLength;
    lastAt = performance.now();
  });
  await client.send('Network.enable');
  await page.goto(at, { waitUntil: 'commit' });
  const mark = await page.waitForFunction(() => performance.getEntriesByName('first-rows')[0]?.startTime);
  while (performance.now() - lastAt < SETTLED_MS) await sleep(100);
  return { page, firstRowsMs: (await mark.jsonValue())!, scriptBytes };
}

export async function scroll(page: Page): Promise<void> {
  const first = await page.locator('[data-row]').first().getAttribute('data-row');
  await page.mouse.move(720, 500);
  for (let step = 0; step < SCROLLS; step++) {
    await page.mouse.wheel(0, step < SCROLLS * 0.8 ? 700 : -2_500);
    await sleep(16);
    if (step === SCROLLS / 2 && (await page.locator('[data-row]').first().getAttribute('data-row')) === first) throw new Error('The list did not scroll.');
  }
}

/** Renames containers while `work` goes on. Returns how many a second. */
async function duringRenames(docker: Docker, rows: Docker.ContainerInfo[], work: () => Promise<void>): Promise<number> {
  let sent = 0;
  const pending = new Set<Promise<void>>();
  const started = performance.now();
  const timer = setInterval(() => {
    const { Id: id } = rows[(sent * 7) % rows.length]!;
    const renaming = docker.getContainer(id).rename({ name: `storm-${sent++}-${id.slice(0, 8)}` }).then(() => void pending.delete(renaming));
    pending.add(renaming);
  }, 1_000 / EVENTS_A_SECOND);
  await work();
  clearInterval(timer);
  await Promise.all(pending);
  return sent / ((performance.now() - started) / 1_000);
}

export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => { window.longTasks.length = 0; });
  await work();
  return page.evaluate(() => Math.max(0, ...window.longTasks));
}
