import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';
import { appRoute } from '@/lib/proxy/spec';

const at = z.iso.datetime();
const appRef = z.strictObject({ appId: z.uuid() });
const sentence = z.object({ code: z.string(), detail: z.string() });

/** Over the last minute, or as long as the console has looked. Milliseconds until the instance answered. */
const traffic = z.object({ windowSeconds: z.number(), requestsPerSecond: z.number(), /** 0 to 1, of answers with 5xx. */ errorRate: z.number(), bytesPerSecond: z.number(), p50: z.number().nullable(), p95: z.number().nullable(), p99: z.number().nullable() });

export const routeInstanceDto = z.object({
  instanceId: z.string(), name: z.string(), containerId: z.string().nullable(), version: z.number(),
  /** `waiting`: not ready yet, so it gets nothing; `down`: the proxy does not reach it; `warm`: kept for a switch back. */
  state: z.enum(['ready', 'draining', 'down', 'waiting', 'warm']),
  address: z.string().nullable(),
  /** Of the traffic that nothing else decides of; 0 to 1. */
  share: z.number(),
  /** Requests and connections under way. */
  sessions: z.number(),
  drainingSince: at.nullable(),
  /** What the proxy's last check found, where it failed. */
  check: z.string(),
});
export type RouteInstanceDto = z.infer<typeof routeInstanceDto>;

export const routeDto = z.object({
  id: z.string(), environmentId: z.string(), environment: z.string(), appId: z.string(), appPath: z.string(),
  /** Absent on plain TCP. */
  host: z.string().nullable(), path: z.string(), listenPort: z.number().nullable(),
  /** Where a browser opens it; null for TCP and wildcards. */
  url: z.string().nullable(),
  options: appRoute,
  /** Whether a certificate is shown for the host. */
  hasCertificate: z.boolean(),
  state: z.enum(['ok', 'degraded', 'down', 'maintenance', 'redirect', 'unknown']),
  /** Why it is not ok. */
  reason: sentence.nullable(),
  instances: z.array(routeInstanceDto),
  traffic: traffic.nullable(),
  /** Oldest first, at most five minutes. */
  history: z.array(z.object({ at, requestsPerSecond: z.number(), errorRate: z.number(), p95: z.number().nullable() })),
});
export type RouteDto = z.infer<typeof routeDto>;

export const proxySummaryDto = z.object({ environmentId: z.string(), environment: z.string(), domain: z.string().nullable(), state: z.enum(['none', 'running', 'trouble', 'engineAway']), reason: sentence.nullable() });
export type ProxySummaryDto = z.infer<typeof proxySummaryDto>;

export const listRoutes = endpoint({
  method: 'GET', path: '/api/v1/routes', summary: 'Routes with the state of their instances and their traffic', permission: 'app:view', on: 'somewhere',
  query: listQuery.extend({ app: z.uuid().optional() }), response: z.object({ items: z.array(routeDto), total: z.number(), proxies: z.array(proxySummaryDto) }),
});
export const putRoutes = endpoint({
  method: 'PUT', path: '/api/v1/apps/[appId]/routes', summary: 'Give an app other routes: a new version whose instances stay as they are', permission: 'app:deploy', on: 'app', params: appRef,
  query: z.strictObject({ dryRun: z.stringbool().default(false), force: z.stringbool().default(false) }),
  body: z.strictObject({ routes: z.array(appRoute).max(50), message: z.string().max(500).default(''), rowVersion: z.number().int().optional() }),
  response: z.object({
    /** What would change, or has changed: leaf by leaf. */
    changes: z.array(z.object({ path: z.string(), from: z.string(), to: z.string() })),
    come: z.array(z.string()), go: z.array(z.string()),
    /** False: these routes need no new instances. */
    replacesInstances: z.boolean(), version: z.number(), done: z.boolean(),
  }),
});
export const accessLogLine = z.object({ at, routeId: z.string(), host: z.string(), url: z.string(), method: z.string(), status: z.number(), ms: z.number(), bytes: z.number(), address: z.string(), instance: z.string(), version: z.number().nullable(), userAgent: z.string() });
export type AccessLogLine = z.infer<typeof accessLogLine>;
export const getAccessLog = endpoint({
  method: 'GET', path: '/api/v1/apps/[appId]/access-log', summary: 'The latest requests to an app, newest first; above 500 requests a second of an environment a sample, and every failure', permission: 'container:logs', on: 'app', params: appRef,
  query: z.strictObject({ lines: z.coerce.number().int().min(1).max(1000).default(200), status: z.enum(['2xx', '3xx', '4xx', '5xx']).optional(), search: z.string().max(500).optional() }),
  response: z.object({ items: z.array(accessLogLine), /** How far back it was looked, in lines of all apps. */ scanned: z.number() }),
});
