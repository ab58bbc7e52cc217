import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from './fixtures';

const run = promisify(execFile);
/** The command of an example as the file has it: from `curl` to its last line, whatever stands around it. */
const commandOf = (file: string) => {
  const lines = readFileSync(`public/examples/${file}`, 'utf8').split('\n');
  const start = lines.findIndex((line) => line.trim().startsWith('curl '));
  const end = lines.findIndex((line, index) => index >= start && !line.trimEnd().endsWith('\\'));
  return lines.slice(start, end + 1).join('\n');
};

test.describe('a build deploys with plain curl', () => {
  test.setTimeout(120_000);

  test('each example as it is written, and a failure fails the build with its reason', async ({ page, api, docker, image, unique }) => {
    const url = process.env.GANTRY_E2E_URL!;
    const headers = { origin: url };
    const group = `/e2e/${unique('ci')}`;
    const path = `${group}/web`;
    const repository = unique('ci-image');
    for (const tag of ['v0', 'v1', 'v2', 'v3']) await docker.getImage(image).tag({ repo: repository, tag });
    // A build is held to the group's policy as its developers are.
    expect((await api.put('/api/v1/policies', { headers, data: { group, rules: { images: [`${repository}:*`], runAsRoot: true } } })).ok()).toBe(true);
    const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
    const spec = { image: `${repository}:v0`, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.2 } };
    await expect.poll(async () => ((await (await api.post('/api/v1/apps/plan', { headers, data: { path, environmentId: items[0]!.id, spec } })).json()) as { image?: { state: string } }).image?.state, { timeout: 10_000 }).toBe('present');
    const { id } = (await (await api.post('/api/v1/apps', { headers, data: { path, environmentId: items[0]!.id, spec } })).json()) as { id: string };
    const app = async () => (await (await api.get(`/api/v1/apps/${id}`)).json()) as { status: string; version: number; image: string; deployments: { id: string; message: string }[] };
    await expect.poll(async () => (await app()).status, { timeout: 30_000 }).toBe('running');

    await page.goto(`/applications/${id}`);
    await page.getByRole('button', { name: 'Make a token' }).click();
    await expect(page.getByText('There is a token.')).toBeVisible();
    const token = /gth_[\w-]{43}/.exec(await page.locator('main').innerText())![0];
    const build = (file: string, TAG: string, GANTRY_DEPLOY_TOKEN = token) => run('bash', ['-c', commandOf(file)], { encoding: 'utf8', env: { ...process.env, GANTRY_URL: url, GANTRY_DEPLOY_TOKEN, TAG } }).then(({ stdout }) => ({ ok: true, answer: JSON.parse(stdout) as Record<string, unknown> }), (error: { stdout: string }) => ({ ok: false, answer: JSON.parse(error.stdout) as Record<string, unknown> }));

    for (const [index, file] of ['github-actions.yml', 'gitlab-ci.yml', 'Jenkinsfile'].entries()) {
      const tag = `v${index + 1}`;
      const { ok, answer } = await build(file, tag);
      expect(answer, file).toMatchObject({ status: 'succeeded', message: `commit ${tag}`, toVersion: index + 2 });
      expect(ok).toBe(true);
      expect(await app()).toMatchObject({ status: 'running', image: `${repository}:${tag}`, version: index + 2 });
      // The same build again is answered as before and deploys nothing.
      expect((await build(file, tag)).answer.id).toBe(answer.id);
    }
    expect(await build('Jenkinsfile', 'no-such-tag')).toMatchObject({ ok: false, answer: { code: 'ci.failed', detail: expect.stringContaining(`${repository}:no-such-tag`) as unknown } });
    expect(await app()).toMatchObject({ status: 'running', image: `${repository}:v3` });
    expect(await build('gitlab-ci.yml', 'v1', 'gth_wrong')).toMatchObject({ ok: false, answer: { code: 'ci.token_wrong' } });

    const [last] = (await app()).deployments;
    const { stdout: stream } = await run('curl', ['-sS', '-H', `cookie: ${(await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')}`, `${url}/api/v1/deployments/${last!.id}/events`]);
    expect(stream).toMatch(/event: decision\ndata: .*going back to version 4/);
    expect(stream.trim().split('\n').at(-1)).toContain('"status":"failed"');

    const { badgePath } = (await (await api.get(`/api/v1/apps/${id}/hook`)).json()) as { badgePath: string };
    const badge = await fetch(url + badgePath);
    expect(badge.headers.get('content-type')).toContain('image/svg+xml');
    expect(await badge.text()).toContain('Running 1/1');
    expect((await fetch(`${url}/api/v1/badges/${id}.0123456789abcdef0123456789abcdef`)).status).toBe(404);
    await api.delete(`/api/v1/apps/${id}?force=true`, { headers });
    await expect.poll(async () => (await docker.listContainers({ all: true, filters: { label: [`gantry.app=${path}`] } })).length, { timeout: 30_000 }).toBe(0);
    for (const tag of ['v0', 'v1', 'v2', 'v3']) await docker.getImage(`${repository}:${tag}`).remove().catch(() => {});
  });
});
