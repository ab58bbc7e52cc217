import type { Page } from '@playwright/test';
import { comeByLink, expect, test } from './fixtures';

/** Through the dialog of a group's members; answers with the link of who is new here. */
async function addMember(page: Page, email: string, name: string, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Add member' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Add member' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

test.setTimeout(150_000);

test('an admin makes a tenant, its lead splits the quota and asks for more, a developer meets it and asks for a role', async ({ page, browser, baseURL, api, image, unique }) => {
  const tenant = `/${unique('shop')}`;
  const headers = { origin: baseURL! };
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };

  await page.goto('/tenants');
  await page.getByRole('button', { name: 'New tenant' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill(tenant.slice(1));
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: tenant })).toBeVisible();
  await page.getByRole('button', { name: 'Set quota' }).click();
  await page.getByRole('dialog').getByLabel('CPUs', { exact: true }).fill('1');
  await page.getByRole('dialog').getByLabel('Memory (MiB)', { exact: true }).fill('256');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('0 of 1', { exact: true })).toBeVisible();
  // What the tenant may run, so that its developer has something to deploy.
  await page.getByRole('link', { name: 'Policy' }).click();
  await page.getByLabel('Images').selectOption('set');
  await page.getByRole('textbox', { name: 'Images' }).fill(image);
  await page.getByRole('button', { name: 'Save policy' }).click();
  await expect(page.getByText('The policy is saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Members' }).click();
  const leadLink = await addMember(page, `${unique('lin')}@example.com`, 'Lin Wei', 'lead');

  // The lead sees this tenant and nothing of the console beyond it.
  const lead = await comeByLink(browser, baseURL!, leadLink);
  await lead.goto('/tenants');
  await expect(lead.getByRole('heading', { level: 2 })).toHaveText([tenant]);
  await expect(lead.getByRole('link', { name: 'Users' })).toHaveCount(0);
  await lead.goto(`/group?path=${tenant}`);
  await expect(lead.getByRole('button', { name: 'Set quota' })).toHaveCount(0);
  expect((await lead.request.put('/api/v1/quotas', { headers, data: { group: tenant, limits: { cpus: 50, mem: null, disk: null, instances: null } } })).status()).toBe(403);
  // To a group below the lead gives what there is, and no more.
  const give = (cpus: number) => lead.request.put('/api/v1/quotas', { headers, data: { group: `${tenant}/api`, limits: { cpus, mem: null, disk: null, instances: null } } });
  expect((await (await give(2)).json()) as object).toMatchObject({ code: 'groups.quota_over_parent' });
  expect((await give(0.6)).ok()).toBe(true);

  await lead.goto(`/group?path=${tenant}&tab=members`);
  const devLink = await addMember(lead, `${unique('sam')}@example.com`, 'Sam Ortiz', 'developer');
  const dev = await comeByLink(browser, baseURL!, devLink);
  const spec = { image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.5, mem: 16, user: '1000:1000', taskKillGracePeriodSeconds: 0 };
  const deploy = (path: string) => dev.request.post('/api/v1/apps', { headers, data: { path, environmentId: items[0]!.id, spec } });
  expect((await deploy(`${tenant}/api/one`)).status()).toBe(201);
  const refusal = (await (await deploy(`${tenant}/api/two`)).json()) as { code: string; detail: string };
  expect(refusal.code).toBe('apps.quota_exceeded');
  expect(refusal.detail).toBe(`The quota of ${tenant}/api does not hold this: ${tenant}/api/two would reserve 0.5 CPUs on its way, of 0.6 there are 0.5 reserved and 0.1 left. Most has ${tenant}/api/one (0.5).`);
  await dev.goto('/applications');
  await expect(dev.getByRole('link', { name: tenant.slice(1) }).first()).toBeVisible();
  await expect(dev.getByText('e2e', { exact: true })).toHaveCount(0);

  // More for the tenant: the lead asks, the admin grants with a word.
  await lead.goto(`/group?path=${tenant}`);
  await expect(lead.getByText('0.5 of 1', { exact: true })).toBeVisible();
  await lead.getByRole('button', { name: 'Ask for more' }).click();
  await lead.getByRole('dialog').getByLabel('CPUs').fill('3');
  await lead.getByRole('dialog').getByLabel('Reason').fill('The sale begins on Monday');
  await lead.getByRole('dialog').getByRole('button', { name: 'Ask' }).click();
  await expect(lead.getByText('The sale begins on Monday')).toBeVisible();
  await page.goto('/tenants');
  const wish = page.getByRole('listitem').filter({ hasText: 'The sale begins on Monday' });
  await wish.getByRole('textbox').fill('until the end of the month');
  await wish.getByRole('button', { name: 'Grant' }).click();
  await expect(wish).toHaveCount(0);
  await lead.reload();
  await expect(lead.getByText('0.5 of 3', { exact: true })).toBeVisible();
  await expect(lead.getByText(/until the end of the month/)).toBeVisible();

  // A role for a while: asked for, agreed to by the lead, held at once, and given back.
  await dev.goto('/my-access');
  await expect(dev.getByRole('cell', { name: tenant })).toBeVisible();
  await dev.getByRole('button', { name: 'Ask for a role' }).click();
  await dev.getByRole('dialog').getByLabel('Role').selectOption('lead');
  await dev.getByRole('dialog').getByLabel('Reason').fill('On call tonight');
  await dev.getByRole('dialog').getByRole('button', { name: 'Ask' }).click();
  await expect(dev.getByText(/On call tonight/)).toBeVisible();
  expect((await dev.request.get(`/api/v1/grants?group=${tenant}`)).status()).toBe(403);
  await lead.goto(`/group?path=${tenant}&tab=members`);
  await lead.getByRole('button', { name: 'Approve' }).click();
  await expect(lead.getByText('Granted')).toBeVisible();
  await expect.poll(async () => (await dev.request.get(`/api/v1/grants?group=${tenant}`)).status()).toBe(200);
  await dev.reload();
  await dev.getByRole('button', { name: 'End now' }).click();
  await expect.poll(async () => (await dev.request.get(`/api/v1/grants?group=${tenant}`)).status()).toBe(403);

  // Who did what, for the lead's own tenant alone.
  await lead.goto('/audit');
  await expect(lead.getByText(tenant).first()).toBeVisible();
  const told = (await (await lead.request.get('/api/v1/audit?limit=200')).json()) as { items: { groupPath: string | null }[] };
  expect(told.items.length).toBeGreaterThan(3);
  expect(told.items.every(({ groupPath }) => groupPath === tenant || groupPath?.startsWith(`${tenant}/`))).toBe(true);
  for (const one of [lead, dev]) await one.context().close();
});

test('a role of one’s own is made, granted and seen in effect; a team brings its people along', async ({ page, api, baseURL, unique }) => {
  const name = unique('nights');
  const headers = { origin: baseURL! };
  await page.goto('/roles');
  await page.getByRole('button', { name: 'New role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByRole('cell', { name: /List applications/ })).toBeVisible();

  const email = `${unique('ana')}@example.com`;
  const { user } = (await (await api.post('/api/v1/users', { headers, data: { email, name: 'Ana', role: 'member' } })).json()) as { user: { id: string } };
  await page.goto('/teams');
  await page.getByRole('button', { name: 'New team' }).first().click();
  await page.getByRole('dialog').getByLabel('Team').fill(name);
  await page.getByRole('dialog').getByPlaceholder('Search people').fill(email);
  await page.getByRole('dialog').getByLabel(email).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(email)).toBeVisible();
  const group = `/${unique('team-group')}`;
  const granted = await api.post('/api/v1/grants', { headers, data: { subject: { kind: 'team', name }, role: name, group } });
  expect(granted.status(), await granted.text()).toBe(201);

  await page.goto('/my-access');
  await page.getByLabel('Who').selectOption(user.id);
  await page.getByLabel('Permission').selectOption('app:view');
  await page.getByLabel('Group or app').fill(`${group}/app`);
  await expect(page.getByRole('status').filter({ hasText: 'because of' })).toHaveText(`Maybecause of the role ${name} on ${group}, through the team ${name}.`);
  await page.getByLabel('Permission').selectOption('app:deploy');
  await expect(page.getByText('No role gives this there.')).toBeVisible();
});
