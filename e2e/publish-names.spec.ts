import { mkdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { startBind } from '../lib/testing/names-servers';
import { expect, test } from './fixtures';

test('an admin has names published, sees them come and go, and is told what is wrong', async ({ page, api, browser, image, unique }, testInfo) => {
  test.setTimeout(120_000);
  const bind = await startBind();
  const headers = { origin: process.env.GANTRY_E2E_URL! };
  const group = unique('names');
  const name = unique('ns');
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
  const spec = { image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.2 }, ports: [{ name: 'http', containerPort: 80 }] };
  const { id: appId } = (await (await api.post('/api/v1/apps', { headers, data: { path: `/${group}/web`, environmentId: items[0]!.id, spec } })).json()) as { id: string };

  await page.goto('/names');
  await page.getByRole('button', { name: 'Add a publisher' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: 'Server', exact: true }).fill(bind.server);
  await dialog.getByRole('textbox', { name: 'Zone', exact: true }).fill(bind.zone);
  await dialog.getByRole('textbox', { name: 'Key name', exact: true }).fill('gantry');
  await dialog.getByLabel('Key (base64)').fill(Buffer.from('not the key of this server at all').toString('base64'));
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByRole('alert')).toContainText('does not accept the key gantry');
  await dialog.getByLabel('Key (base64)').fill(bind.secret);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByRole('status')).toContainText('It would take names');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await picture(page, 'dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row.first()).toContainText('Up to date', { timeout: 30_000 });
  const key = `web.${group}.${bind.zone}`;
  await expect(page.getByRole('cell', { name: key, exact: true })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => bind.look(key).length).toBe(1);
  await expect(page.locator('body')).not.toContainText(bind.secret);
  await expect(page.getByText(`Names of /${group}`)).toBeVisible();
  await picture(page, '1440');

  await bind.kill();
  await api.post(`/api/v1/apps/${appId}/scale`, { headers, data: { instances: 2 } });
  await expect(row.first()).toContainText('cannot be reached', { timeout: 30_000 });
  for (const [look, size, locale, colorScheme] of [['390', 390, 'en-US', 'light'], ['zh-dark', 1440, 'zh-CN', 'dark'], ['zh-390', 390, 'zh-CN', 'light']] as const) {
    const context = await browser.newContext({ baseURL: process.env.GANTRY_E2E_URL!, storageState: await page.context().storageState(), locale, colorScheme, viewport: { width: size, height: 900 } });
    const other = await context.newPage();
    await other.goto('/names');
    await expect(other.getByText(key, { exact: true })).toBeVisible();
    expect(await other.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await picture(other, look);
    await context.close();
  }
  await bind.restart();
  await expect(row.first()).toContainText('Up to date', { timeout: 40_000 });

  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw and remove' }).click();
  await expect.poll(() => bind.look(key), { timeout: 30_000 }).toEqual([]);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row).toHaveCount(0, { timeout: 30_000 });
  await bind.stop();

  async function picture(of: typeof page, what: string): Promise<void> {
    const dir = process.env.GANTRY_PICTURES ?? testInfo.outputDir;
    mkdirSync(dir, { recursive: true });
    await of.screenshot({ path: path.join(dir, `names-${what}.png`), fullPage: true });
  }
});
