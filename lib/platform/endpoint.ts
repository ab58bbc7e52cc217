import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Where an operation acts, and so where its permission must be held. `console`: on the whole (`/`); this is what holds
 * where nothing is said. `somewhere`: on any group; the use case shows what the caller may see and no more. A word: the
 * resource that the path's parameters name, found by its locator. `body`, `query`: fields that hold the paths of groups or
 * apps. `path`: always there.
 */
export type Place = 'console' | 'somewhere' | 'app' | 'deployment' | 'promotion' | 'container' | 'containers' | 'volume' | 'network' | 'image' | 'registry' | 'certificate' | 'acmeHost' | 'recording' | 'grant' | 'elevation' | 'quotaRequest' | { readonly body: readonly string[] } | { readonly query: readonly string[] } | { readonly path: string };

/**
 * One API operation. The form, the route, the typed client and the OpenAPI document are all made from this value.
 * `permission` is required on purpose: whoever adds an endpoint must say who may call it.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Next.js form: `/api/v1/containers/[id]`. */
  path: `/api/${string}`;
  summary: string;
  /** A permission string; `signed-in` for what every account may do; `public` for what needs no account. */
  permission: Permission | 'signed-in' | 'public';
  on?: Place;
  /** Answers also who must set up a second factor and has not yet: for the set-up itself. */
  withoutSecondFactor?: true;
  params?: P;
  query?: Q;
  body?: B;
  /** JSON body limit in bytes (default 1 MiB). */
  maxBodyBytes?: number;
  /** Answer schema, or the media type of a stream. */
  response?: R;
  stream?: 'text/event-stream' | 'application/x-ndjson' | 'application/octet-stream' | 'text/plain';
  /** Media type of a body that is read as a stream instead of JSON. */
  bodyStream?: 'application/octet-stream' | 'application/x-tar';
  status?: 200 | 201 | 202 | 204;
}

/** Keeps the literal types, so that a client call is checked against the endpoint it names. */
export const endpoint = <
  const E extends { method: Method; path: string },
  P extends z.ZodType = z.ZodType<undefined, undefined>,
  Q extends z.ZodType = z.ZodType<undefined, undefined>,
  B extends z.ZodType = z.ZodType<undefined, undefined>,
  R extends z.ZodType = z.ZodType<undefined, undefined>,
>(
  definition: E & Endpoint<P, Q, B, R>,
): E & Endpoint<P, Q, B, R> => definition;

export const PERMISSIONS = [
  'environment:view', 'environment:manage',
  'container:view', 'container:logs', 'container:operate', 'container:exec', 'container:manage',
  'image:view', 'image:manage',
  'volume:view', 'volume:manage',
  'network:view', 'network:manage',
  'event:view',
  'app:view', 'app:deploy', 'app:scale',
  'group:manage',
  'secret:write',
  'registry:manage',
  'certificate:view', 'certificate:manage',
  'member:view', 'member:invite',
  'quota:view', 'quota:set',
  'policy:view', 'policy:set',
  'audit:view',
  'user:manage', 'role:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
