import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('a change is found by who, what and on what, unfolds to what it changed, and stays in the address', async ({ page, api, unique }) => {
  const name = unique('credential');
  const made = await api.post('/api/v1/registries', { data: { name, server: 'registry.example.com', username: 'ci', password: 'hunter2-secret' } });
  expect(made.status()).toBe(201);
  await page.goto('/audit');
  await expect(page.getByRole('heading', { name: 'The log is whole' })).toBeVisible();
  await page.getByRole('searchbox').fill(name);
  const row = page.getByRole('list', { name: 'Audit rows' }).getByRole('button').filter({ hasText: name });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Added a registry credential');
  await expect(row).toContainText('admin@example.com');
  await expect(row).toContainText('Done');
  await row.click();
  await expect(page.getByRole('cell', { name: 'registry.example.com' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('hunter2');
  await page.getByRole('button', { name: 'Only this operation' }).click();
  await expect(page).toHaveURL(/action=POST/);
  await page.reload();
  await expect(row).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  const file = await api.get(await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href').then((href) => href!));
  expect((await file.text()).split('\r\n').filter((line) => line.includes(name))).toHaveLength(1);
});

test('a refused sign-in is in the log, in 中文 too', async ({ page, visitor, unique }) => {
  const email = `${unique('stranger')}@example.com`;
  await visitor.goto('/sign-in');
  await visitor.locator('input[name=email]').fill(email);
  await visitor.locator('input[name=password]').fill('not the password');
  await visitor.locator('button[type=submit]').click();
  await expect(visitor.getByRole('alert')).toBeVisible();
  await page.context().addCookies([{ name: 'gantry-locale', value: 'zh-CN', url: process.env.GANTRY_E2E_URL! }]);
  await page.goto(`/audit?actor=${email}&outcome=refused`);
  const row = page.getByRole('list', { name: '审计记录' }).getByRole('button');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('登录');
  await expect(row).toContainText('已拒绝');
});

test('an application shows its own history', async ({ page, api, unique, image }) => {
  const path = `/${unique('history')}/web`;
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
  const made = await api.post('/api/v1/apps', { data: { path, environmentId: items[0]!.id, spec: { image, args: ['sleep', '3600'], cpus: 0.1, mem: 32, instances: 1 } } });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  expect((await api.post(`/api/v1/apps/${id}/scale?force=true`, { data: { instances: 0 } })).ok()).toBe(true);
  await page.goto(`/applications/${id}`);
  const rows = page.getByRole('list', { name: 'History' }).getByRole('button');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(`Scaled an application ${path}`);
  await page.getByRole('link', { name: 'All of it' }).click();
  await expect(page).toHaveURL(/\/audit\?target=/);
  await expect(page.getByRole('list', { name: 'Audit rows' }).getByRole('button')).toHaveCount(2);
  expect((await api.delete(`/api/v1/apps/${id}?force=true`)).ok()).toBe(true);
});
