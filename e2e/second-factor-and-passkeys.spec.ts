import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { ADMIN } from './admin';
import { comeByLink, expect, PASSWORD, test } from './fixtures';
import { test as ownConsole } from './own-console';
import { waitUntilReady } from './start-console';

const codeAt = (secret: string, shiftMs = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shiftMs });

/** Passkeys are bound to a name, and an address of numbers is none. */
const byName = (url: string) => url.replace('127.0.0.1', 'localhost');

async function account(admin: Page, browser: Browser, email: string, baseURL: string): Promise<Page> {
  const { link } = (await (await admin.request.post('/api/v1/users', { data: { email, name: 'Mei Lin', role: 'viewer' } })).json()) as { link: { path: string } };
  return comeByLink(browser, baseURL, link.path);
}
async function firstStep(page: Page, email: string, password = PASSWORD) {
  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
/** Sets up an authenticator app in the dialog that is open; returns its secret and the recovery codes. */
async function setUpApp(page: Page, password = PASSWORD) {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
  const secret = await dialog.getByLabel('Or type this key into the app').inputValue();
  await dialog.getByLabel('Code of the app').fill(codeAt(secret, -30_000));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  const codes = await page.getByRole('dialog').getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have stored them' }).click();
  return { secret, codes };
}
const seriousIn = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
};

test('an authenticator app is set up on the account page, and from then on the password alone opens nothing', async ({ page, browser, baseURL, unique }) => {
  const email = `${unique('careful')}@example.com`;
  const person = await account(page, browser, email, baseURL!);
  await person.goto('/account');
  const { secret, codes } = await setUpApp(person);
  await expect(person.getByText('10 recovery codes left')).toBeVisible();

  await firstStep(person, email);
  await expect(person.getByRole('heading', { name: 'Second step' })).toBeVisible();
  expect(await seriousIn(person)).toEqual([]);
  expect((await person.request.get('/api/v1/me')).status()).toBe(401);
  await person.getByLabel('Code').fill('000000');
  await person.getByRole('button', { name: 'Continue' }).click();
  await expect(person.getByRole('alert').filter({ hasText: 'This code is wrong or was used already.' })).toBeVisible();
  await person.getByLabel('Code').fill(codeAt(secret));
  await person.getByRole('button', { name: 'Continue' }).click();
  await expect(person).toHaveURL(/\/account$/);

  await firstStep(person, email);
  await person.getByLabel('Code').fill(codes[0]!);
  await person.getByRole('button', { name: 'Continue' }).click();
  await expect(person.getByText('9 recovery codes left')).toBeVisible();

  // The phone is lost: an admin helps.
  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  await page.getByRole('button', { name: `Actions for ${email}` }).click();
  await page.getByRole('menuitem', { name: 'Remove second factors' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove second factors' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await firstStep(person, email);
  await expect(person).toHaveURL(/\/account$/);
  await person.context().close();
});

test('a passkey is added, renamed, opens the account without a password, and is removed', async ({ page, browser, baseURL, unique }) => {
  const email = `${unique('keyed')}@example.com`;
  const person = await account(page, browser, email, byName(baseURL!));
  const devtools = await person.context().newCDPSession(person);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });

  await person.goto('/account');
  await person.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = person.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Laptop');
  await dialog.getByLabel('Current password').fill('wrong');
  await dialog.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(dialog.getByText('The current password is wrong.')).toBeVisible();
  await dialog.getByLabel('Current password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(person.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  await person.getByRole('button', { name: 'I have stored them' }).click();
  await person.getByRole('button', { name: 'Rename Laptop' }).click();
  await person.getByRole('dialog').getByLabel('Name').fill('Work laptop');
  await person.getByRole('button', { name: 'Save' }).last().click();
  await expect(person.getByText('Work laptop')).toBeVisible();

  // Alone.
  await person.context().clearCookies();
  await person.goto('/sign-in?next=%2Faccount');
  await person.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(person).toHaveURL(/\/account$/);
  await expect(person.getByRole('heading', { name: 'Account', exact: true })).toBeVisible();

  // As the second step.
  await firstStep(person, email);
  await person.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(person).toHaveURL(/\/account$/);

  // A signature opens one session, and only for the challenge it was made for.
  const asked = (await (await person.request.post('/api/v1/sign-in/passkey', { data: {}, headers: { origin: byName(baseURL!) } })).json()) as { ticket: string };
  const forged = await postSigned(person, byName(baseURL!), asked.ticket, { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: {}, clientExtensionResults: {} });
  expect(forged).toMatchObject({ status: 401, code: 'access.passkey_refused' });
  expect(await postSigned(person, byName(baseURL!), asked.ticket, {})).toMatchObject({ status: 401, code: 'access.ticket_expired' });
  const sent: string[] = [];
  person.on('request', (request) => { if (request.url().endsWith('/callback/credentials')) sent.push(request.postData() ?? ''); });
  await person.context().clearCookies();
  await person.goto('/sign-in?next=%2Faccount');
  await person.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(person).toHaveURL(/\/account$/);
  const used = new URLSearchParams(sent[0]);
  expect(await postSigned(person, byName(baseURL!), used.get('ticket')!, JSON.parse(used.get('passkey')!) as object)).toMatchObject({ status: 401, code: 'access.ticket_expired' });
  const fresh = (await (await person.request.post('/api/v1/sign-in/passkey', { data: {}, headers: { origin: byName(baseURL!) } })).json()) as { ticket: string };
  expect(await postSigned(person, byName(baseURL!), fresh.ticket, JSON.parse(used.get('passkey')!) as object)).toMatchObject({ status: 401, code: 'access.passkey_refused' });

  // A device that does not verify who holds it opens nothing.
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await person.context().clearCookies();
  await person.goto('/sign-in');
  await person.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(person.getByRole('alert').filter({ hasText: /passkey/i })).toBeVisible();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });

  await firstStep(person, email);
  await person.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(person).toHaveURL(/\/account$/);
  await person.getByRole('button', { name: 'Remove Work laptop' }).click();
  await person.getByRole('dialog').getByLabel('Current password').fill(PASSWORD);
  await person.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(person.getByText('No passkeys yet')).toBeVisible();
  await firstStep(person, email);
  await expect(person).toHaveURL(/\/account$/);
  await person.context().close();
});

async function postSigned(page: Page, origin: string, ticket: string, signed: object): Promise<{ status: number; code?: string }> {
  const { csrfToken } = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await page.request.post('/api/auth/callback/credentials', { form: { ticket, passkey: JSON.stringify(signed), csrfToken, json: 'true' }, headers: { origin } });
  return { status: answer.status(), ...((await answer.json()) as object) };
}

ownConsole('who must have a second factor is led to set it up before anything else opens', async ({ start, openConsole }) => {
  ownConsole.setTimeout(120_000);
  const { url, child } = await start({ GANTRY_ADMIN_EMAIL: ADMIN.email, GANTRY_ADMIN_PASSWORD: ADMIN.password });
  await waitUntilReady(url, child);
  const page = await openConsole(url);
  await page.goto('/sign-in-settings');
  // A page that is left before the answer takes the request with it.
  const saved = page.waitForResponse((response) => response.request().method() !== 'GET' && response.ok());
  await page.getByLabel('Second factor').selectOption('admins');
  await saved;
  await page.goto('/containers');
  await expect(page).toHaveURL(/\/second-factor\?next=%2Fcontainers$/);
  expect(await (await page.request.get('/api/v1/containers')).json()).toMatchObject({ status: 403, code: 'access.second_factor_needed' });
  expect(await seriousIn(page)).toEqual([]);
  await setUpApp(page, ADMIN.password);
  await page.getByRole('button', { name: 'To the console' }).click();
  await expect(page).toHaveURL(/\/containers$/);
  expect((await page.request.get('/api/v1/containers')).status()).toBe(200);
});
