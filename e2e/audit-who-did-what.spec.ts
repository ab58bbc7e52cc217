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

test('a recorded terminal is replayed, and nothing in it reaches beyond the screen', async ({ page, api }) => {
  const { items } = (await (await api.get('/api/v1/audit?limit=1')).json()) as { items: object[] };
  const id = '01980000-0000-7000-8000-000000000001';
  const row = { ...items[0], id, action: 'terminal close', target: 'web', summary: null, after: { recordingId: id } };
  await page.route('**/api/v1/audit?*', (route) => route.fulfill({ json: { items: [row], next: null } }));
  const cast = [
    { version: 2, width: 40, height: 10, timestamp: 1 }, [0.1, 'o', 'first line\r\n'], [0.2, 'o', '\u001b]52;c;c3RvbGVu\u0007\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007\r\n'], [1.2, 'o', 'last line'],
  ];
  await page.route(`**/api/v1/recordings/${id}`, (route) => route.fulfill({ contentType: 'text/plain', body: `${cast.map((line) => JSON.stringify(line)).join('\n')}\n[1.3,"o","ha` }));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/audit');
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  await page.getByRole('list', { name: 'Audit rows' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Replay' }).click();
  const screen = page.getByRole('group', { name: 'Replay of the terminal' });
  await expect(screen).toContainText('last line');
  await expect(screen).toContainText('click');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  await expect(screen.locator('a, [class*=underline]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.getByRole('slider', { name: 'Position' }).fill('0.1');
  await expect(screen).not.toContainText('last line');
  await expect(screen).toContainText('first line');
  await page.getByLabel('Speed').selectOption('4');
  await page.getByRole('button', { name: /^(Play|Pause)$/ }).click();
  await page.getByRole('slider', { name: 'Position' }).fill('1.2');
  await expect(screen).toContainText('last line');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});
