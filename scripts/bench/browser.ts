import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { ADMIN } from './bed';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));

/** A page that is signed in, in a browser of its own. */
export async function withPage<T>(url: string, work: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.locator('button[type=submit]').click();
    await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
    return await work(page, browser);
  } finally {
    await browser.close();
  }
}
