import { z } from 'zod';
import { deploymentDto } from '@/lib/apps/contract';
import { endpoint } from '@/lib/platform/endpoint';

const appRef = z.strictObject({ appId: z.uuid() });
const deploymentRef = z.strictObject({ deploymentId: z.uuid() });

/** What to run from now on: a whole image, or another tag or digest of the one that runs. */
export const ciDeploy = z
  .strictObject({ image: z.string().min(1).max(512).optional(), tag: z.string().max(128).regex(/^[\w][\w.-]*$/).optional(), digest: z.string().regex(/^sha256:[0-9a-f]{64}$/).optional(), message: z.string().max(500).default('') })
  .refine(({ image, tag, digest }) => [image, tag, digest].filter((one) => one !== undefined).length === 1, { params: { code: 'ci.one_of', params: {} } });
const follow = z.strictObject({
  /** Answer only when it has ended: 200 when it went well, 422 with the reason when it did not. */
  wait: z.stringbool().default(false),
  /** Take over from a deployment under way. */
  force: z.stringbool().default(false),
});

export const deployImage = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/deployments', summary: 'Deploy another image, tag or digest of an application', permission: 'app:deploy', on: 'app', params: appRef, query: follow, body: ciDeploy, response: deploymentDto, status: 201 });
export const deployByHook = endpoint({
  method: 'POST', path: '/api/v1/hooks/deploy', summary: "Deploy with an application's own token, as Bearer or ?token=; also takes a registry's webhook", permission: 'public',
  query: follow.extend({ token: z.string().max(200).optional() }), body: z.record(z.string(), z.unknown()), response: deploymentDto, status: 201,
});
export const streamDeployment = endpoint({ method: 'GET', path: '/api/v1/deployments/[deploymentId]/events', summary: 'What a deployment decides, as it decides it, until it ends', permission: 'app:view', on: 'deployment', params: deploymentRef, stream: 'text/event-stream' });
export const hookDto = z.object({ hasToken: z.boolean(), badgePath: z.string() });
export type HookDto = z.infer<typeof hookDto>;
export const getHook = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]/hook', summary: 'Whether an application has a deploy token, and where its badge is', permission: 'app:view', on: 'app', params: appRef, response: hookDto });
export const createHook = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/hook', summary: 'Make the deploy token of an application; it is shown once, and an earlier one is void', permission: 'app:deploy', on: 'app', params: appRef, response: z.object({ token: z.string() }), status: 201 });
export const deleteHook = endpoint({ method: 'DELETE', path: '/api/v1/apps/[appId]/hook', summary: 'Void the deploy token of an application', permission: 'app:deploy', on: 'app', params: appRef, status: 204 });
export const getBadge = endpoint({ method: 'GET', path: '/api/v1/badges/[key]', summary: "An application's status as a picture, for whoever has its address", permission: 'public', params: z.strictObject({ key: z.string().max(120) }), stream: 'application/octet-stream' });
