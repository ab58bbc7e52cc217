import { expect, test } from './fixtures';

test('a Compose file becomes apps that run together, what is left out is named, and an app goes out again', async ({ page, api, docker, image, unique }) => {
  test.setTimeout(120_000);
  const headers = { origin: process.env.GANTRY_E2E_URL! };
  const project = unique('stack');
  const file = `name: ${project}
services:
  web:
    image: ${image}
    pull_policy: never
    build: .
    command: ["httpd", "-f", "-p", "8080", "-h", "/etc"]
    depends_on: { db: { condition: service_healthy } }
    privileged: true
  db:
    image: ${image}
    pull_policy: never
    command: sleep 3600
    healthcheck: { test: ["CMD", "true"], interval: 1s }
`;
  await page.goto('/applications/import?group=%2Fe2e');
  await page.getByLabel('Text').fill(file);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(`/e2e/${project}/web`, { exact: true })).toBeVisible();
  await expect(page.getByText('services.web.build', { exact: true })).toBeVisible();
  await expect(page.getByText('services.web.privileged', { exact: true })).toBeVisible();
  await expect(page.getByText(`These networks will be made: ${project}_default`)).toBeVisible();
  await page.getByRole('button', { name: 'Deploy 2 apps' }).click();
  await expect(page.getByText('Deployed')).toHaveCount(2, { timeout: 15_000 });

  const apps = async () => ((await (await api.get(`/api/v1/apps?search=${project}`)).json()) as { items: { id: string; path: string; status: string }[] }).items;
  await expect.poll(async () => (await apps()).map(({ status }) => status), { timeout: 60_000 }).toEqual(['running', 'running']);
  // They find each other by the names that the file gave them.
  const [row] = await docker.listContainers({ filters: { label: [`gantry.app=/e2e/${project}/db`] } });
  const exec = await docker.getContainer(row!.Id).exec({ Cmd: ['wget', '-q', '-O', '-', 'http://web:8080/hosts'], AttachStdout: true });
  let said = '';
  for await (const chunk of await exec.start({ hijack: true, Tty: true } as never)) said += String(chunk);
  expect(said).toContain('localhost');

  await page.goto(`/applications/${(await apps()).find(({ path }) => path.endsWith('/web'))!.id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByRole('button', { name: 'docker run', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText(`--network ${project}_default`);
  await expect(page.getByRole('dialog')).toContainText('docker run has no words for');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await page.goto('/applications/import');
  await page.getByLabel('Text').fill('services: [');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Line 1' })).toBeVisible();

  await api.post('/api/v1/groups/delete', { headers, data: { group: `/e2e/${project}`, force: true } });
  await expect.poll(async () => (await apps()).length, { timeout: 30_000 }).toBe(0);
  await expect.poll(async () => docker.getNetwork(`${project}_default`).remove().then(() => true, () => false), { timeout: 15_000 }).toBe(true);
});
