import { test as base, expect, type APIRequestContext, type Browser, type Page } from '@playwright/test';
import Docker from 'dockerode';
import { TEST_IMAGE } from '../lib/testing/busybox-image';
import { ADMIN } from './admin';

interface Fixtures {
  /** A page whose browser is signed in as the admin. */
  page: Page;
  /** A page that is signed in as nobody. */
  visitor: Page;
  /** Sends requests as the admin does. */
  api: APIRequestContext;
  docker: Docker;
  image: string;
  unique: (name: string) => string;
}

let counter = 0;
const url = () => process.env.GANTRY_E2E_URL!;

export async function signIn(page: Page, who = ADMIN): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}

export const PASSWORD = 'quiet river stones';

/** Comes by an invitation's link in a browser of their own, and sets {@link PASSWORD}. */
export async function comeByLink(browser: Browser, baseURL: string, link: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await page.goto(link);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('The same password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

export const test = base.extend<Fixtures, { signedInState: Awaited<ReturnType<APIRequestContext['storageState']>> }>({
  baseURL: async ({}, use) => use(url()),
  signedInState: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: url() });
      await signIn(await context.newPage());
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: 'worker' },
  ],
  page: async ({ browser, signedInState, contextOptions }, use) => {
    const context = await browser.newContext({ ...contextOptions, baseURL: url(), storageState: signedInState });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => { if (/MISSING_MESSAGE|Content Security Policy|Hydration/i.test(message.text())) problems.push(message.text()); });
    await use(page);
    await context.close();
    expect(problems, 'errors in the browser').toEqual([]);
  },
  visitor: async ({ browser, contextOptions }, use) => {
    const context = await browser.newContext({ ...contextOptions, baseURL: url() });
    await use(await context.newPage());
    await context.close();
  },
  api: async ({ page }, use) => use(page.request),
  docker: async ({}, use) => use(new Docker({ socketPath: process.env.GANTRY_E2E_SOCKET! })),
  image: async ({}, use) => use(TEST_IMAGE),
  unique: async ({}, use) => use((name) => `${name}-${process.pid}-${++counter}`),
});
export { expect };
