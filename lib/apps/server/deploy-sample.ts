import type { Scope } from '@/lib/access/model/scope';
import { engineById } from '@/lib/environments/server/engines';
import { appSpec } from '../spec';
import { findApps } from './app.repo';
import { createApp } from './deploy-app';
import { claim } from '@/lib/environments/server/claims';
import { findImage } from './tenant-image';
import { makeSampleImage, SAMPLE_IMAGE } from './make-sample-image';

/** One click: the image is made on the engine, the app gets the first free path of the group. */
export async function deploySample(scope: Scope, environmentId: string, group: string) {
  const engine = engineById(environmentId);
  await makeSampleImage(engine);
  const image = findImage(engine, SAMPLE_IMAGE);
  // Gantry's own: any tenant may have it.
  if (image) await claim(environmentId, 'image', image.id, group, scope.actor.name);
  const taken = new Set((await findApps()).map((app) => app.path));
  const base = group === '/' ? '' : group;
  let number = 1;
  while (taken.has(`${base}/hello-${number}`)) number++;
  const spec = appSpec.parse({
    image: SAMPLE_IMAGE, pullPolicy: 'never', user: '1000:1000', entrypoint: ['/bin/httpd'], args: ['-f', '-v', '-p', '8080', '-h', '/www', '-c', '/etc/httpd.conf'],
    instances: 2, cpus: 0.1, mem: 32, ports: [{ containerPort: 8080, name: 'http' }],
    healthChecks: [{ protocol: 'COMMAND', command: ['/bin/wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/health'], intervalSeconds: 3, timeoutSeconds: 2 }], taskKillGracePeriodSeconds: 2,
  });
  return createApp(scope, { path: `${base}/hello-${number}`, environmentId, spec, message: '' });
}
