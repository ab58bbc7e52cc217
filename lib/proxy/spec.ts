import { z } from 'zod';

const settingName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/);

/** Marks the place with a code of this slice, so that the sentence can be told in the reader's language. */
const matching = (pattern: RegExp, code: 'bad_host' | 'bad_path' | 'bad_header' | 'bad_header_value' | 'bad_url') => (value: string, ctx: z.RefinementCtx) => {
  if (!pattern.test(value)) ctx.addIssue({ code: 'custom', message: code, params: { code: `proxy.${code}`, params: { value: value.slice(0, 80) } } });
};

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
/** A name of two labels or more, in lower case; `*.` at its front stands for one label. Names in other scripts as Punycode. */
export const routeHost = z.string().max(253).superRefine(matching(new RegExp(`^(\\*\\.)?${LABEL}(\\.${LABEL})+$`), 'bad_host'));
/** As in `/api`: it holds for `/api` and all below, never for `/apis`. Sent as it stands, so already percent-encoded. */
export const routePath = z.string().max(1024).superRefine(matching(/^\/[\x21\x24-\x3e\x40-\x5b\x5d-\x7e]*$/, 'bad_path'));

const headerName = z.string().max(128).superRefine(matching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'bad_header'));
/** Printable ASCII: what every server takes. */
const headerValue = z.string().max(4096).superRefine(matching(/^[\x20-\x7e]*$/, 'bad_header_value'));
const headerChanges = z.strictObject({ set: z.record(headerName, headerValue).default({}), remove: z.array(headerName).max(50).default([]) }).prefault({});
const anyNetwork = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const network = z.string().max(64).superRefine((value, ctx) => {
  if (!anyNetwork.safeParse(value).success) ctx.addIssue({ code: 'custom', message: 'bad_network', params: { code: 'proxy.bad_network', params: { value: value.slice(0, 80) } } });
});
const seconds = z.number().min(0.1).max(86_400);

/** Where traffic comes in, and what is done with it on its way to the app's ready instances. */
export const appRoute = z.strictObject({
  /** Left out: the app's own name below the environment's domain, `app.group.<domain>`. */
  host: routeHost.optional(),
  path: routePath.default('/'),
  /** Number or name of one of the app's TCP ports; left out: its first one. */
  port: z.union([z.number().int().min(1).max(65_535), z.string().min(1).max(63)]).optional(),
  /** What the instance speaks. `tcp`: bytes as they come, on a port of the proxy's own. */
  protocol: z.enum(['http', 'https', 'h2', 'grpc', 'tcp']).default('http'),
  /** Of the proxy, for `tcp` only. */
  listenPort: z.number().int().min(1).max(65_535).optional(),
  /** `offer`: both, where a certificate fits; `require`: plain HTTP is sent on to HTTPS. */
  tls: z.enum(['off', 'offer', 'require']).default('offer'),
  /** Get and renew a certificate for the host by ACME. */
  acme: z.boolean().default(false),
  /** Answers with a redirect instead of asking an instance. */
  redirect: z.strictObject({ to: z.string().max(2048).superRefine(matching(/^https?:\/\/[\x21\x23-\x5b\x5d-\x7e]+$/, 'bad_url')), status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).default(302), /** The path and query are appended. */ keepPath: z.boolean().default(false) }).optional(),
  /** The instance sees this in place of `path`. */
  rewritePath: routePath.optional(),
  requestHeaders: headerChanges,
  responseHeaders: headerChanges,
  /** MiB; left out: no limit here. */
  maxBodyMb: z.number().int().min(1).max(1_048_576).optional(),
  timeouts: z.strictObject({
    connectSeconds: seconds.max(60).default(2),
    /** Longest silence of the instance before its answer, and within it. */
    responseSeconds: seconds.default(60),
    /** Longest silence of a WebSocket or TCP connection. */
    tunnelSeconds: seconds.default(3600),
  }).prefault({}),
  /** `cookie`: a browser keeps the instance it first met, while that is ready. */
  sticky: z.enum(['off', 'cookie']).default('off'),
  balance: z.enum(['roundrobin', 'leastconn', 'random']).default('roundrobin'),
  basicAuth: z.strictObject({ realm: z.string().min(1).max(100).regex(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/).default('Restricted'), users: z.array(z.strictObject({ name: z.string().min(1).max(100).regex(/^[^\x00-\x20:\x7f]+$/), password: z.strictObject({ secret: settingName }) })).min(1).max(100) }).optional(),
  /** Addresses and networks that may come in; empty: all. */
  allow: z.array(network).max(500).default([]),
  deny: z.array(network).max(500).default([]),
  accessLog: z.boolean().default(true),
  /** Everybody gets a page that says so, whatever the instances do. */
  maintenance: z.boolean().default(false),
  /** Refuses what the standard does not allow in a URL; otherwise it passes through as it was sent. */
  strictUrls: z.boolean().default(false),
});
export type AppRoute = z.infer<typeof appRoute>;

/** Plain TCP has no names: the port alone tells the routes apart. */
export const isHttp = (route: Pick<AppRoute, 'protocol'>) => route.protocol !== 'tcp';
