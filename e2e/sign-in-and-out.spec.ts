import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ADMIN } from './admin';
import { expect, signIn, test } from './fixtures';

const fill = async (page: Page, email: string, password: string) => {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

test('a person who is not signed in is led to sign in and then to where they wanted to go', async ({ visitor }) => {
  await visitor.goto('/containers?q=wanted');
  await expect(visitor).toHaveURL(/\/sign-in\?next=/);
  await fill(visitor, ADMIN.email, ADMIN.password);
  await expect(visitor).toHaveURL(/\/containers\?q=wanted$/);
});

test('the way back never leads to another site', async ({ visitor }) => {
  for (const next of ['//evil.example/x', 'https://evil.example', '/\\evil.example', '/\t/evil.example', '/.//evil.example']) {
    await visitor.context().clearCookies();
    await visitor.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await fill(visitor, ADMIN.email, ADMIN.password);
    await visitor.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    expect(new URL(visitor.url()).pathname).toBe('/');
  }
});

test('a wrong password gets a sentence, by either name of the host, in the language of the browser', async ({ visitor, browser, baseURL }) => {
  await visitor.goto('/sign-in');
  await fill(visitor, 'nobody@example.com', 'not the password');
  await expect(visitor.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' })).toBeVisible();

  const other = baseURL!.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({ baseURL: other, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('邮箱').fill('nobody@example.com');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '邮箱或密码错误' })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.close();
});

test('the session cookie is out of reach of scripts, and nothing more than a session', async ({ visitor }) => {
  await signIn(visitor);
  const cookie = (await visitor.context().cookies()).find(({ name }) => name === 'next-auth.session-token');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });
  expect(await visitor.evaluate(() => document.cookie)).not.toContain('session-token');
});

test('signing out ends the session on the server: a copy of the cookie is worth nothing', async ({ visitor, playwright, baseURL }) => {
  await signIn(visitor);
  const copy = await playwright.request.newContext({ baseURL, storageState: await visitor.context().storageState() });
  expect((await copy.get('/api/v1/me')).status()).toBe(200);
  await visitor.goto('/account');
  await visitor.getByRole('button', { name: 'Account menu' }).click();
  await visitor.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(visitor).toHaveURL(/\/sign-in/);
  expect((await copy.get('/api/v1/me')).status()).toBe(401);
  await visitor.goto('/containers');
  await expect(visitor).toHaveURL(/\/sign-in/);
  await copy.dispose();
});

test('next-auth answers only what the console uses, and no other site', async ({ visitor, baseURL }) => {
  const { request } = visitor;
  for (const action of ['session', 'providers', 'signin', 'signout', 'error', 'callback/credentials']) expect((await request.get(`/api/auth/${action}`)).status(), action).toBe(404);
  const form = { email: ADMIN.email, password: ADMIN.password, json: 'true' };
  const noToken = await request.post('/api/auth/callback/credentials', { form });
  expect(noToken.status()).toBe(403);
  expect(await noToken.json()).toMatchObject({ code: 'access.form_expired' });
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const foreign = await request.post('/api/auth/callback/credentials', { form: { ...form, csrfToken }, headers: { origin: 'https://evil.example' } });
  expect(await foreign.json()).toMatchObject({ status: 403, code: 'platform.cross_site' });
  const huge = await request.post('/api/auth/callback/credentials', { form: { ...form, csrfToken, password: 'x'.repeat(40_000) }, headers: { origin: baseURL! } });
  expect(huge.status()).toBe(413);
});

test('sign-in and link pages have no serious finding and no address in the Referer', async ({ visitor }) => {
  for (const path of ['/sign-in', '/setup', '/invite#token=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']) {
    await visitor.goto(path);
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page: visitor }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    await expect(visitor.locator('meta[name=referrer]')).toHaveAttribute('content', 'no-referrer');
  }
});
