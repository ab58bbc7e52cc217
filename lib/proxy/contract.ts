import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const PATH = '/api/v1/environments/[environmentId]/proxy' as const;
const port = z.number().int().min(1).max(65_535);
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';

const settings = {
  /** What the admin wants the proxy to run; null: what is at hand. */
  image: z.string().min(1).max(512).regex(/^[a-zA-Z0-9][\w.\-/:@]*$/).nullable().default(null),
  /** Below it every app has a name of its own: `app.group.<domain>`. */
  domain: z.string().max(200).regex(new RegExp(`^${LABEL}(\\.${LABEL})*$`)).nullable().default(null),
  /** Also apps whose spec names no route. */
  nameEveryApp: z.boolean().default(false),
  httpPort: port.default(80),
  httpsPort: port.default(443),
  maxConnections: z.number().int().min(100).max(1_000_000).default(8_000),
  /** HTML in place of Gantry's own page, for routes in maintenance. */
  maintenancePage: z.string().max(65_536).nullable().default(null),
};

export const proxyDto = z.object({
  environmentId: z.string(), ...settings, rowVersion: z.number(), updatedAt: z.iso.datetime().nullable(), updatedBy: z.string(),
  /** `none`: no app has a route yet, so there is no proxy. */
  state: z.object({
    kind: z.enum(['none', 'running', 'trouble', 'engineAway']), containerId: z.string().nullable(), image: z.string().nullable(), routes: z.number(), reloads: z.number(),
    /** Workers of earlier configurations that still end what they have begun. */
    oldWorkers: z.number(), reason: z.object({ code: z.string(), detail: z.string() }).nullable(),
  }),
});
export type ProxyDto = z.infer<typeof proxyDto>;

export const getProxy = endpoint({ method: 'GET', path: PATH, summary: 'How traffic comes into an environment', permission: 'environment:manage', params: inEnvironment, response: proxyDto });
export const putProxy = endpoint({ method: 'PUT', path: PATH, summary: 'Set domain, ports and image of an environment\'s proxy', permission: 'environment:manage', params: inEnvironment, body: z.strictObject({ ...settings, rowVersion: z.number().int() }), response: proxyDto });
