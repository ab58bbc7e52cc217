import { expect, test } from './fixtures';

test('an edit takes the old container’s place only when the new one runs', async ({ page, docker, image, unique }) => {
  test.setTimeout(120_000);
  const name = unique('edit');
  const old = await docker.createContainer({ Image: image, Cmd: ['sleep', '3600'], name, StopTimeout: 1, Env: ['DB_PASSWORD=hunter2', 'COLOUR=red'], HostConfig: { CapAdd: ['NET_ADMIN'] } });
  await old.start();
  await page.goto(`/containers?q=${name}`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('hunter2')).toHaveCount(0);

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Command', { exact: true }).fill('sh -c "echo no luck; exit 3"');
  await page.getByRole('button', { name: 'Replace' }).click();
  const told = page.getByRole('alert').filter({ hasText: 'as it was' });
  await expect(told).toContainText('exit code 3');
  await expect(told).toContainText('no luck');
  expect((await docker.getContainer(name).inspect())).toMatchObject({ Id: old.id, State: { Running: true } });

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Value of variable 2').fill('blue');
  await page.getByRole('button', { name: 'Replace' }).click();
  await expect(page.getByText('blue')).toBeVisible({ timeout: 40_000 });
  const now = await docker.getContainer(name).inspect();
  expect(now.Id).not.toBe(old.id);
  expect(now.Config.Env).toEqual(expect.arrayContaining(['DB_PASSWORD=hunter2', 'COLOUR=blue']));
  expect(JSON.stringify(now.HostConfig.CapAdd)).toContain('NET_ADMIN');
  await docker.getContainer(now.Id).remove({ force: true });
});

test('hostile labels and variables are shown as text', async ({ page, docker, image, unique }) => {
  const name = unique('hostile');
  const big = 'x'.repeat(65_536);
  const container = await docker.createContainer({
    Image: image, Cmd: ['sleep', '3600'], name,
    Env: ['HTML=<img src=x onerror="document.title=1">', `BIG=${big}`, 'ANSI=\u001b[31mred', 'API_TOKEN=s3cret-value'],
    Labels: { html: '<script>document.title=1</script>', bidi: '\u202egnp.exe' },
  });
  await page.goto(`/containers?q=${name}`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('<script>document.title=1</script>')).toBeVisible();
  await expect(page.getByText('<img src=x onerror="document.title=1">')).toBeVisible();
  await expect(page).not.toHaveTitle('1');
  await expect(page.getByText(big)).toHaveCount(0);
  await page.getByRole('button', { name: /Show all/ }).click();
  await expect(page.getByText(big)).toBeVisible();
  await expect(page.getByText('s3cret-value')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show secrets' }).click();
  await expect(page.getByText('s3cret-value')).toBeVisible();
  await container.remove();
});
