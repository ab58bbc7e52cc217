import { expect, test } from './fixtures';

test('a container that starts outside of the console shows up by itself and leaves when it is removed', async ({ page, docker, image, unique }) => {
  await page.goto('/containers');
  await expect(page.getByRole('heading', { name: 'Containers', level: 1 })).toBeVisible();
  const name = unique('live');
  const container = await docker.createContainer({ Image: image, Cmd: ['sleep', '3600'], name });
  await container.start();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row.getByText('Running')).toBeVisible();
  await container.remove({ force: true });
  await expect(row).toHaveCount(0);
});

test('what changed while another page was open shows on the way back', async ({ page, docker, image, unique }) => {
  const name = unique('meanwhile');
  const container = await docker.createContainer({ Image: image, Cmd: ['sleep', '3600'], name });
  await container.start();
  const row = page.getByRole('row').filter({ hasText: name });
  const goTo = (section: string) => page.getByRole('complementary').getByRole('link', { name: section, exact: true }).click();
  await page.goto('/containers');
  await expect(row.getByText('Running')).toBeVisible();
  await goTo('Images');
  await expect(page.getByRole('heading', { name: 'Images', level: 1 })).toBeVisible();
  await container.kill();
  await container.wait();
  await goTo('Containers');
  await expect(row.getByText('Exited (137)')).toBeVisible();
  await container.remove();
});

test('search stays in the address and narrows the list', async ({ page, docker, image, unique }) => {
  const [one, two] = [unique('needle'), unique('hay')];
  const containers = await Promise.all([one, two].map((name) => docker.createContainer({ Image: image, Cmd: ['true'], name })));
  await page.goto('/containers');
  await page.getByRole('searchbox').fill(one);
  await expect(page.getByRole('row').filter({ hasText: two })).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`q=${one}`));
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: one })).toBeVisible();
  await Promise.all(containers.map((container) => container.remove()));
});

test('a bulk action answers for each row', async ({ page, docker, image, unique }) => {
  const prefix = unique('bulk');
  const running = await docker.createContainer({ Image: image, Cmd: ['sleep', '3600'], name: `${prefix}-a` });
  await running.start();
  const ended = await docker.createContainer({ Image: image, Cmd: ['true'], name: `${prefix}-b` });
  await page.goto(`/containers?q=${prefix}`);
  await page.getByLabel('Select all').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Remove' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${prefix}-a`);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  // Without force the running one is refused, in words; the other is gone.
  await expect(dialog.getByRole('listitem').filter({ hasText: `${prefix}-a` })).toContainText(/in use|running/i);
  await expect(dialog.getByRole('listitem').filter({ hasText: `${prefix}-b` })).toContainText('Done');
  await expect(ended.inspect()).rejects.toMatchObject({ statusCode: 404 });
  await running.remove({ force: true });
});
