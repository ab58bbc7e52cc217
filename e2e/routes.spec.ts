import http from 'node:http';
import type Docker from 'dockerode';
import { comeByLink, expect, test } from './fixtures';
import { freePort } from './start-console';

test.setTimeout(150_000);

interface Answer { status: number; body: string }

/** What the proxy answers for a host, asked where the engine's host is reached. */
const ask = (address: string, port: number, host: string, path = '/') =>
  new Promise<Answer>((resolve) => {
    const request = http.get({ host: address, port, path, headers: { host }, timeout: 3_000 }, (response) => {
      let body = '';
      response.on('data', (chunk) => { body += String(chunk); }).on('end', () => resolve({ status: response.statusCode!, body }));
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve({ status: 0, body: '' }));
  });

async function gatewayOf(docker: Docker): Promise<string> {
  const { IPAM } = (await docker.getNetwork('bridge').inspect()) as { IPAM: { Config: { Gateway: string }[] } };
  return IPAM.Config[0]!.Gateway;
}

test('a route is made with a plan, seen with its traffic, put into maintenance and out of it; no instance is restarted', async ({ page, api, baseURL, docker, image, unique }) => {
  const headers = { origin: baseURL! };
  const path = `/e2e/${unique('routed')}`;
  const host = `${path.split('/').at(-1)}.example.test`;
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string; name: string }[] };
  const environmentId = items[0]!.id;
  // On an engine that shares its ports with this machine, 80 and 443 may be somebody's.
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const settings = (await (await api.get(`/api/v1/environments/${environmentId}/proxy`)).json()) as Record<string, unknown>;
  const { image: proxyImage, domain, nameEveryApp, maxConnections, maintenancePage, rowVersion } = settings;
  const set = await api.put(`/api/v1/environments/${environmentId}/proxy`, { headers, data: { image: proxyImage, domain, nameEveryApp, maxConnections, maintenancePage, rowVersion, httpPort, httpsPort } });
  expect(set.status(), await set.text()).toBe(200);
  const gateway = await gatewayOf(docker);

  const args = ['sh', '-c', 'mkdir -p /tmp/w/v2 && echo hello > /tmp/w/index.html && echo second > /tmp/w/v2/index.html && exec httpd -f -p 8080 -h /tmp/w'];
  const spec = { image, pullPolicy: 'never', args, cpus: 0.05, mem: 16, taskKillGracePeriodSeconds: 0, ports: [{ containerPort: 8080, name: 'http' }] };
  const made = await api.post('/api/v1/apps', { headers, data: { path, environmentId, spec } });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const containers = async () => (await docker.listContainers({ filters: { label: [`gantry.app=${path}`] } })).map((one) => one.Id);
  await expect.poll(async () => (await containers()).length, { timeout: 30_000 }).toBe(1);
  const before = await containers();
  // A deployment under way locks the app: who changes it then is asked whether to take over.
  const settled = () => expect.poll(async () => ((await (await api.get(`/api/v1/apps/${id}`)).json()) as { status: string }).status, { timeout: 40_000 }).toBe('running');
  await settled();

  // From the page of all routes: the app, the host name, the plan. A mistake is named at its field.
  await page.goto('/routes');
  await page.getByRole('button', { name: 'New route' }).first().click();
  await page.getByRole('dialog').getByLabel('App').selectOption({ label: path });
  await page.getByRole('dialog').getByRole('button', { name: 'Next' }).click();
  const dialog = page.getByRole('dialog', { name: `Routes of ${path}` });
  await dialog.getByLabel('Host name').fill('no_host');
  await dialog.getByRole('button', { name: 'Show plan' }).click();
  await expect(dialog.getByLabel('Host name')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Host name').fill(host);
  await dialog.getByRole('button', { name: 'Show plan' }).click();
  const plan = page.getByRole('dialog');
  await expect(plan).toContainText('No instance is restarted.');
  await expect(plan).toContainText(host);
  await plan.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(`The routes of ${path} are changed.`)).toBeVisible();

  const row = page.getByRole('row').filter({ hasText: host });
  await expect(row).toContainText('OK', { timeout: 60_000 });
  await expect(row).toContainText('1 of 1');
  await expect.poll(() => ask(gateway, httpPort, host), { timeout: 30_000 }).toEqual({ status: 200, body: 'hello\n' });

  // Its page: who answers, and what was asked.
  await row.getByRole('link', { name: host, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(host);
  await expect(page.getByRole('region', { name: 'Instances' })).toContainText('100 %');
  await ask(gateway, httpPort, host, '/nothing-here');
  const log = page.getByRole('table', { name: 'Access log' });
  await expect(log.getByRole('row').filter({ hasText: '/nothing-here' })).toContainText('404', { timeout: 20_000 });
  await page.getByRole('combobox', { name: 'Status' }).selectOption('2xx');
  await expect(log.getByText('/nothing-here')).toHaveCount(0);

  await settled();
  await page.getByRole('button', { name: 'Start maintenance' }).click();
  await expect(page.getByText('Everybody gets the maintenance page.')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await ask(gateway, httpPort, host)).status, { timeout: 20_000 }).toBe(503);
  await settled();
  await page.getByRole('button', { name: 'End maintenance' }).click();
  await expect.poll(async () => (await ask(gateway, httpPort, host)).status, { timeout: 20_000 }).toBe(200);

  await settled();
  // Another path, from the app's page.
  await page.goto(`/applications/${id}`);
  await page.getByRole('button', { name: `Edit ${host}` }).click();
  await dialog.getByLabel('Path', { exact: true }).fill('/v2');
  await dialog.getByRole('button', { name: 'Show plan' }).click();
  await expect(plan.getByRole('listitem').filter({ hasText: 'Comes' })).toContainText(`${host}/v2`);
  await expect(plan.getByRole('row').filter({ hasText: '"/v2"' })).toBeVisible();
  await plan.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('link', { name: `${host}/v2`, exact: true })).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => ask(gateway, httpPort, host, '/v2/'), { timeout: 20_000 }).toEqual({ status: 200, body: 'second\n' });
  expect(await containers()).toEqual(before);

  expect((await api.delete(`/api/v1/apps/${id}?force=true`, { headers })).ok()).toBe(true);
});

test('an admin sets the proxy of an environment', async ({ page, unique }) => {
  const domain = `${unique('apps')}.example.test`;
  await page.goto('/environments');
  await page.getByRole('button', { name: /^Actions/ }).first().click();
  await page.getByRole('menuitem', { name: 'Proxy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Domain').fill('not a domain');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Domain')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Domain').fill(domain);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^The proxy of .* is set\.$/)).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: /^Actions/ }).first().click();
  await page.getByRole('menuitem', { name: 'Proxy' }).click();
  await expect(dialog.getByLabel('Domain')).toHaveValue(domain);
  await dialog.getByLabel('Domain').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
});

test('a developer of a tenant edits the routes of its apps and learns of no others; a viewer changes nothing', async ({ browser, api, baseURL, image, unique }) => {
  const headers = { origin: baseURL! };
  const [tenant, theirs] = [`/${unique('stall')}`, `/e2e/${unique('elsewhere')}`];
  const hostOf = (path: string) => `${path.split('/').at(-1)}.example.test`;
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
  const specOf = (host: string, more: object = {}) => ({ image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.05, mem: 16, taskKillGracePeriodSeconds: 0, ports: [{ containerPort: 8080, name: 'http' }], routes: [{ host }], ...more });
  const others = await api.post('/api/v1/apps', { headers, data: { path: theirs, environmentId: items[0]!.id, spec: specOf(hostOf(theirs), { instances: 0 }) } });
  expect(others.status(), await others.text()).toBe(201);
  expect((await api.post('/api/v1/groups', { headers, data: { path: tenant, description: '' } })).ok()).toBe(true);
  expect((await api.put('/api/v1/policies', { headers, data: { group: tenant, rules: { images: [image], runAsRoot: true } } })).ok()).toBe(true);
  const join = async (role: string) => {
    const granted = await api.post('/api/v1/grants', { headers, data: { subject: { kind: 'user', email: `${unique(role)}@example.com`, name: `A ${role}` }, role, group: tenant } });
    expect(granted.status(), await granted.text()).toBe(201);
    return comeByLink(browser, baseURL!, ((await granted.json()) as { link: { path: string } }).link.path);
  };
  const [developer, viewer] = [await join('developer'), await join('viewer')];

  const path = `${tenant}/web`;
  const made = await developer.request.post('/api/v1/apps', { headers, data: { path, environmentId: items[0]!.id, spec: specOf(hostOf(tenant)) } });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  await expect.poll(async () => ((await (await api.get(`/api/v1/apps/${id}`)).json()) as { status: string }).status, { timeout: 40_000 }).not.toBe('deploying');

  await developer.goto('/routes');
  await expect(developer.getByRole('link', { name: hostOf(tenant), exact: true })).toBeVisible();
  await expect(developer.getByText(hostOf(theirs))).toHaveCount(0);
  await developer.getByRole('link', { name: hostOf(tenant), exact: true }).click();
  await expect(developer.getByRole('table', { name: 'Access log' })).toBeVisible();
  await developer.getByRole('button', { name: 'Edit route' }).click();
  const dialog = developer.getByRole('dialog', { name: `Routes of ${path}` });
  await dialog.getByLabel('Host name').fill(hostOf(theirs));
  await dialog.getByRole('button', { name: 'Show plan' }).click();
  await expect(dialog.getByLabel('Host name')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByText(/another tenant/i).first()).toBeVisible();
  await expect(dialog.getByText(theirs)).toHaveCount(0);

  await viewer.goto('/routes');
  await expect(viewer.getByRole('button', { name: 'New route' })).toHaveCount(0);
  await viewer.getByRole('link', { name: hostOf(tenant), exact: true }).click();
  await expect(viewer.getByRole('region', { name: 'Instances' })).toBeVisible();
  for (const name of ['Edit route', 'Start maintenance']) await expect(viewer.getByRole('button', { name })).toHaveCount(0);
  expect((await viewer.request.put(`/api/v1/apps/${id}`, { headers, data: { spec: specOf('x.example.test') } })).status()).toBe(403);
  for (const one of [developer, viewer]) await one.context().close();
  for (const app of [id, ((await others.json()) as { id: string }).id]) expect((await api.delete(`/api/v1/apps/${app}?force=true`, { headers })).ok()).toBe(true);
});
