import { makeCertificate } from '../lib/testing/make-certificate';
import { startPebble } from '../lib/testing/start-pebble';
import { expect, test } from './fixtures';

test('a certificate is uploaded, with words for what is wrong, replaced and deleted', async ({ page, unique }) => {
  const name = `${unique('web')}.example.com`;
  const [first, second] = [makeCertificate({ names: [name], days: 12 }), makeCertificate({ names: [name], days: 300 })];
  await page.goto('/certificates');
  await page.getByRole('button', { name: 'Upload a certificate' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Certificate and chain', { exact: false }).first().fill(first.cert);
  await dialog.getByLabel('File with the private key').setInputFiles({ name: 'key.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(second.key) });
  await expect(dialog.getByRole('textbox', { name: 'Private key' })).toHaveValue(second.key);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('The private key fits none of the certificates')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Private key' }).fill(first.key);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('in 11 days');

  await row.getByRole('button', { name: `Replace the certificate for ${name}` }).click();
  await dialog.getByRole('textbox', { name: 'Certificate and chain' }).fill(second.cert);
  await dialog.getByRole('textbox', { name: 'Private key' }).fill(second.key);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('in 299 days');

  await row.getByRole('button', { name: `Delete the certificate for ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
});

test('an ACME server is asked before it is set', async ({ page }) => {
  const pebble = await startPebble();
  try {
    await page.goto('/certificates');
    await page.getByRole('button', { name: 'ACME servers' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Directory').fill('https://localhost:1/directory');
    await dialog.getByLabel('E-mail for notices').fill('ops@example.com');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('localhost:1 cannot be reached')).toBeVisible();
    await dialog.getByLabel('Directory').fill(pebble.directoryUrl);
    await dialog.getByText('For servers of your own').click();
    await dialog.getByLabel('Trusted authority').fill(pebble.caPem);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('The server asks for agreement to its terms')).toBeVisible();
    await dialog.getByLabel('I agree to the server’s terms of service').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(/The ACME server of .* is set/)).toBeVisible();

    await page.getByRole('button', { name: 'ACME servers' }).click();
    await expect(dialog.getByLabel('Directory')).toHaveValue(pebble.directoryUrl);
    await dialog.getByRole('button', { name: 'Remove this server' }).click();
    await expect(page.getByText(/The ACME server of .* is removed/)).toBeVisible();
  } finally {
    await pebble.stop();
  }
});
