import { expect, test } from './fixtures';

test('the sample runs after one click, scales, and is gone when it is destroyed', async ({ page, docker }) => {
  await page.goto('/applications');
  await page.getByRole('button', { name: 'Deploy the sample app' }).first().click();
  await expect(page).toHaveURL(/\/applications\/[0-9a-f-]{36}/);
  const path = (await page.getByRole('heading', { level: 1 }).textContent())!;
  await expect(page.getByText('2 of 2 ready').first()).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByText('3 of 3 ready').first()).toBeVisible({ timeout: 40_000 });
  const running = () => docker.listContainers({ filters: { label: [`gantry.app=${path}`] } });
  expect(await running()).toHaveLength(3);

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Destroy' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Destroy' })).toBeDisabled();
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: 'Destroy' }).click();
  await expect(page).toHaveURL(/\/applications$/);
  await expect.poll(async () => (await running()).length, { timeout: 30_000 }).toBe(0);
});

test('a new app: mistakes are named at their field, the plan comes before the deploy', async ({ page, image, unique }) => {
  const path = `/e2e/${unique('web')}`;
  await page.goto('/applications/new');
  await page.getByLabel('Path', { exact: false }).first().fill(path);
  await page.getByLabel('Image', { exact: false }).first().fill(image);
  await page.getByLabel('CPUs').fill('0');
  await page.getByRole('button', { name: 'Plan' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /0\.01/ }).first()).toBeVisible();
  await page.getByLabel('CPUs').fill('0.1');
  await page.getByLabel('Command', { exact: true }).fill('sleep 3600');
  await page.getByRole('button', { name: 'Plan' }).click();
  const plan = page.getByRole('dialog');
  await expect(plan).toContainText('1 container will be made');
  await expect(plan).toContainText('is on the engine');
  await plan.getByRole('button', { name: 'Deploy' }).click();
  await expect(page.getByText('1 of 1 ready').first()).toBeVisible({ timeout: 40_000 });
});

test('form and text are one spec', async ({ page, image }) => {
  await page.goto('/applications/new');
  await page.getByLabel('Image', { exact: false }).first().fill(image);
  await page.getByLabel('Memory (MiB)').fill('77');
  await page.getByRole('button', { name: 'YAML' }).click();
  await expect(page.locator('.cm-content')).toContainText('mem: 77');
  await page.getByRole('button', { name: 'JSON' }).click();
  await expect(page.locator('.cm-content')).toContainText('"mem": 77');
  await page.getByRole('button', { name: 'Form' }).click();
  await expect(page.getByLabel('Memory (MiB)')).toHaveValue('77');
});
