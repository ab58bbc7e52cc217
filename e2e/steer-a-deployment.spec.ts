import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('a canary waits, is promoted, fails on the next version, and what failed can be read', async ({ page, api, docker, image, unique }) => {
  test.setTimeout(90_000);
  const path = `/e2e/${unique('canary')}`;
  const headers = { origin: process.env.GANTRY_E2E_URL! };
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
  const spec = { image, pullPolicy: 'never', args: ['sleep', '3600'], instances: 2, cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { kind: 'canary', minHealthySeconds: 0.5, canarySteps: [{ instances: 1 }] } };
  const { id } = (await (await api.post('/api/v1/apps', { headers, data: { path, environmentId: items[0]!.id, spec } })).json()) as { id: string };
  await page.goto(`/applications/${id}`);
  await expect(page.getByText('2 of 2 ready').first()).toBeVisible({ timeout: 30_000 });

  await api.put(`/api/v1/apps/${id}`, { headers, data: { spec: { ...spec, env: { COLOUR: 'green' } }, message: 'Paint it green' } });
  await expect(page.getByText('holds and waits for Promote')).toBeVisible({ timeout: 30_000 });
  // Locked: another write asks whether to take over.
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByRole('dialog')).toContainText('A deployment is under way');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Promote' }).click();
  await expect(page.getByText('holds and waits for Promote')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Promote' })).toHaveCount(0, { timeout: 30_000 });
  await expect.poll(async () => ((await (await api.get(`/api/v1/apps/${id}`)).json()) as { status: string }).status, { timeout: 30_000 }).toBe('running');

  await api.put(`/api/v1/apps/${id}`, { headers, data: { spec: { ...spec, args: ['sh', '-c', 'echo no database; exit 3'] }, message: 'With a database' } });
  await expect(page.getByRole('alert').filter({ hasText: 'ended with exit code 3' }).first()).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: 'Last lines' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('no database');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await page.goto('/deployments');
  await page.getByRole('link', { name: path }).first().click();
  await expect(page.getByText('Failed: going back to version 2')).toBeVisible();
  await expect(page.getByText('With a database')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id: rule }) => rule)).toEqual([]);
  expect((await docker.listContainers({ filters: { label: [`gantry.app=${path}`] } })).map((row) => row.Labels['gantry.version'])).toEqual(['2', '2']);
  await api.delete(`/api/v1/apps/${id}?force=true`, { headers });
});
