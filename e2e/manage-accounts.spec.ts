import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { ADMIN } from './admin';
import { comeByLink, expect, PASSWORD, signIn, test } from './fixtures';

/** Invites over the API and comes by the link in a browser of their own. */
async function arrive(browser: Browser, admin: Page, email: string, baseURL: string): Promise<Page> {
  const { link } = (await (await admin.request.post('/api/v1/users', { data: { email, name: 'Mei Lin', role: 'viewer' } })).json()) as { link: { path: string } };
  return comeByLink(browser, baseURL, link.path);
}

test('an invited person comes by a link that is shown once, works once and leaves the address bar', async ({ page, browser, baseURL, unique }) => {
  const email = `${unique('mei')}@example.com`;
  await page.goto('/users');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Mei Lin');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row.getByText('Invited').filter({ visible: true })).toBeVisible();

  const context = await browser.newContext({ baseURL });
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'Welcome to Gantry' })).toBeVisible();
  await expect(guest).toHaveURL(/\/invite$/);
  await guest.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await guest.getByLabel('The same password again').fill('something else');
  await guest.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(guest.getByText('The two passwords are not the same.')).toBeVisible();
  await guest.getByLabel('The same password again').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Set the password and sign in' }).click();
  await guest.waitForURL((url) => url.pathname === '/');
  // A viewer sees no users, neither in the menu nor by the address.
  await expect(guest.getByRole('link', { name: 'Users' })).toHaveCount(0);
  await guest.goto('/users');
  await expect(guest.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  expect((await guest.request.get('/api/v1/users')).status()).toBe(403);

  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible();
  await context.close();
});

test('disabling an account throws its owner out at once; deleting it asks for its name', async ({ page, browser, baseURL, unique }) => {
  const email = `${unique('leaver')}@example.com`;
  const guest = await arrive(browser, page, email, baseURL!);
  expect((await guest.request.get('/api/v1/me')).status()).toBe(200);
  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  const menu = page.getByRole('button', { name: `Actions for ${email}` });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('row').filter({ hasText: email }).getByText('Disabled').filter({ visible: true })).toBeVisible();
  expect((await guest.request.get('/api/v1/me')).status()).toBe(401);
  await guest.goto('/containers');
  await expect(guest).toHaveURL(/\/sign-in/);
  await guest.context().close();

  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const remove = page.getByRole('dialog').getByRole('button', { name: 'Delete' });
  await expect(remove).toBeDisabled();
  await page.getByRole('dialog').getByRole('textbox').fill(email);
  await remove.click();
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
});

test('the last admin stays an admin, with a sentence why', async ({ page }) => {
  await page.goto('/users');
  const role = page.getByLabel(`Role of ${ADMIN.email}`);
  await role.selectOption('viewer');
  await expect(page.getByText(`${ADMIN.email} is the last admin who can sign in.`)).toBeVisible();
  await expect(role).toHaveValue('admin');
});

test('a changed password ends the other sessions and not this one', async ({ page, browser, baseURL, unique }) => {
  const email = `${unique('careful')}@example.com`;
  const here = await arrive(browser, page, email, baseURL!);
  const elsewhere = await (await browser.newContext({ baseURL })).newPage();
  await signIn(elsewhere, { email, password: PASSWORD });
  await here.goto('/account');
  await here.getByLabel('Current password').fill('wrong');
  await here.getByLabel('New password').fill('another quiet river');
  await here.getByRole('button', { name: 'Change password' }).click();
  await expect(here.getByText('The current password is wrong.')).toBeVisible();
  await here.getByLabel('Current password').fill(PASSWORD);
  await here.getByRole('button', { name: 'Change password' }).click();
  await expect(here.getByText('Password changed; your other sessions ended.')).toBeVisible();
  expect((await elsewhere.request.get('/api/v1/me')).status()).toBe(401);
  expect((await here.request.get('/api/v1/me')).status()).toBe(200);
  await here.context().close();
  await elsewhere.context().close();
});

test('a session of another device can be ended from here', async ({ page, browser, baseURL, unique }) => {
  const email = `${unique('two-devices')}@example.com`;
  const here = await arrive(browser, page, email, baseURL!);
  const phone = await (await browser.newContext({ baseURL, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1' })).newPage();
  await signIn(phone, { email, password: PASSWORD });
  await here.goto('/account');
  await here.getByRole('button', { name: /^End the session Safari · iPhone/ }).click();
  await expect(here.getByText('Safari · iPhone')).toHaveCount(0);
  expect((await phone.request.get('/api/v1/me')).status()).toBe(401);
  await here.context().close();
  await phone.context().close();
});

test('an API token is shown once, does what it was made for, and is refused once revoked', async ({ page, playwright, baseURL, unique }) => {
  const name = unique('ci');
  await page.goto('/account');
  await page.getByRole('button', { name: 'New token' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'None' }).click();
  await dialog.getByRole('checkbox', { name: /container:view/ }).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  const token = await page.getByRole('textbox', { name: 'Token' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  const caller = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  expect((await caller.get('/api/v1/containers?limit=1')).status()).toBe(200);
  expect((await caller.get('/api/v1/users')).status()).toBe(403);
  await page.reload();
  await expect(page.getByText(name)).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: `Revoke the token ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText(name, { exact: true })).toHaveCount(0);
  expect((await caller.get('/api/v1/containers?limit=1')).status()).toBe(401);
  await caller.dispose();
});

test('the API page finds an operation and shows how to call it', async ({ page }) => {
  await page.goto('/api-docs');
  await page.getByRole('searchbox').fill('POST users');
  const operation = page.getByRole('button', { name: /Invite a person/ });
  await operation.click();
  await expect(page.getByRole('article').getByText('user:manage')).toBeVisible();
  await expect(page.getByText(/curl -X POST 'http.*\/api\/v1\/users'/)).toBeVisible();
  await expect(page).toHaveURL(/operation=inviteUser/);
});

test('account, users and API pages have no serious finding', async ({ page }) => {
  for (const path of ['/account', '/users', '/api-docs?operation=createToken']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.animate-pulse')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
  }
});
