import { startSshHost } from '../lib/testing/ssh-host';
import { ADMIN } from './admin';
import { expect } from './fixtures';
import { test } from './own-console';
import { waitUntilReady } from './start-console';

test('an engine behind SSH is added once its host key is confirmed, changed without its key, and removed', async ({ openConsole, start }) => {
  const host = await startSshHost(process.env.GANTRY_E2E_SOCKET!);
  const console = await start({ GANTRY_ADMIN_EMAIL: ADMIN.email, GANTRY_ADMIN_PASSWORD: ADMIN.password });
  await waitUntilReady(console.url, console.child);
  const page = await openConsole(console.url);
  await page.goto('/environments');
  await page.getByRole('button', { name: 'Add environment' }).click();
  const dialog = page.getByRole('dialog');

  // What is wrong is told at its field.
  await dialog.getByLabel('Name').fill('far');
  await dialog.getByLabel('Path of the socket').fill('/nowhere/docker.sock');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog.getByLabel('Path of the socket')).toHaveAccessibleDescription(/There is no socket at \/nowhere\/docker\.sock\./);

  await dialog.getByLabel('How to reach it').selectOption('ssh');
  await dialog.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await dialog.getByLabel('Port').fill(String(host.port));
  await dialog.getByLabel('Private key').fill('no key at all');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog.getByLabel('Private key')).toHaveAccessibleDescription(/This is not a private key/);
  await expect(dialog.getByLabel('Private key')).toBeFocused();
  await dialog.getByLabel('Private key').fill(host.privateKey);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Test the connection first')).toBeVisible();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog.getByText('Connected: Docker')).toBeVisible();
  await expect(dialog.getByText(host.fingerprint)).toBeVisible();
  await dialog.getByRole('button', { name: 'It is the same: pin it' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('listitem').filter({ hasText: `ssh://root@127.0.0.1:${host.port}` });
  await expect(row.getByText('Up', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Actions for far' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(dialog.getByText(host.fingerprint)).toBeVisible();
  await expect(dialog.getByLabel('Private key')).toHaveValue('');
  await dialog.getByLabel('Name').fill('farther');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('farther')).toBeVisible();
  await expect(row.getByText('Up', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Actions for farther' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await host.close();
});
