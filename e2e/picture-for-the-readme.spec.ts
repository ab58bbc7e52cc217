import path from 'node:path';
import { expect, test } from './fixtures';

const FLEET = [
  { name: 'shop-web-1', image: 'shop/web:2.4.1', healthy: true }, { name: 'shop-web-2', image: 'shop/web:2.4.1', healthy: true }, { name: 'shop-api', image: 'shop/api:5.0.3', healthy: true },
  { name: 'shop-search', image: 'shop/search:1.9.0', healthy: false }, { name: 'shop-worker-mail', image: 'shop/worker:3.2.0' }, { name: 'shop-worker-pdf', image: 'shop/worker:3.2.0' },
  { name: 'shop-cache', image: 'shop/cache:7.2', healthy: true }, { name: 'shop-db', image: 'shop/postgres:16', healthy: true }, { name: 'shop-migrate', image: 'shop/api:5.0.3', command: ['sh', '-c', 'exit 1'] },
];

/** Written beside the other results, and into the tree where `GANTRY_PICTURES` names a folder. */
test('the containers page of a small fleet', async ({ page, docker, image }, testInfo) => {
  const made = [];
  for (const { name, image: tag, healthy, command = ['sh', '-c', 'while true; do sleep 0.02; done'] } of FLEET) {
    const [repo, version] = tag.split(':') as [string, string];
    await docker.getImage(image).tag({ repo, tag: version });
    const Healthcheck = healthy === undefined ? undefined : { Test: ['CMD', healthy ? 'true' : 'false'], Interval: 1e9, Timeout: 1e9, Retries: 1 };
    const container = await docker.createContainer({ Image: tag, name, Cmd: command, StopTimeout: 0, ...(Healthcheck && { Healthcheck }), ...(name.startsWith('shop-web') && { ExposedPorts: { '8080/tcp': {} } }), HostConfig: { Memory: 256 * 2 ** 20, ...(name.startsWith('shop-web') && { PortBindings: { '8080/tcp': [{ HostPort: '' }] } }) } });
    await container.start();
    made.push(container);
  }
  await page.setViewportSize({ width: 1440, height: 720 });
  await page.goto('/containers?q=shop');
  await expect(page.getByRole('row').filter({ hasText: 'shop-' })).toHaveCount(FLEET.length);
  await expect(page.getByRole('row').filter({ hasText: 'shop-search' }).getByText('Unhealthy').filter({ visible: true })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'shop-db' })).toContainText('%');
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({ path: path.join(process.env.GANTRY_PICTURES ?? testInfo.outputDir, 'containers.png') });
  expect(picture.length).toBeGreaterThan(10_000);
  await Promise.all(made.map((container) => container.remove({ force: true })));
  for (const tag of new Set(FLEET.map((one) => one.image))) await docker.getImage(tag).remove();
});
