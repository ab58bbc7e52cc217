import { BUCKETS_MS } from './latency';
import { quoted } from './quote';
import { routeKey } from './route-key';
import { ASSET, routeSections, type AddFile } from './route-section';
import type { WantedProxy, WantedRoute } from './wanted';

export const FOLDER = '/gantry';
export const CONFIG = `${FOLDER}/proxy.cfg`;
export const MASTER = `${FOLDER}/master.sock`;
/** Which tokens of ACME are answered, and which versions still have a side of their own: both are changed while it runs. */
export const CHALLENGES = `${FOLDER}/challenges.map`;
export const SIDES = `${FOLDER}/sides.map`;

export interface ProxyTuning {
  httpPort: number;
  httpsPort: number;
  maxConnections: number;
  maintenancePage: string | null;
  threads: number;
}

export interface ProxyFile {
  path: string;
  text: string;
}

/** Which chain with its key is shown for a host; a certificate says nothing of hosts that are another tenant's. */
export interface HostCertificate {
  host: string;
  pem: string;
}

interface Input {
  wanted: WantedProxy;
  tuning: ProxyTuning;
  certificates: readonly HostCertificate[];
  challenges: readonly { token: string; answer: string }[];
  digest: (text: string) => string;
}

export interface RenderedConfig {
  /** Of all that takes a reload to change; the proxy tells it as its description. */
  version: string;
  config: string;
  files: ProxyFile[];
}

export const challengePath = (token: string) => `/.well-known/acme-challenge/${token}`;

/** Up to here each request is logged; beyond it one of so many. */
const LOGGED_PER_SECOND = 500;
const SAMPLE = 20;

const PLACEHOLDER = '@version@';

/** Base64, as HAProxy takes a key: the same password is not the same hash in two environments. */
export const credentialSalt = (environmentId: string) => btoa(environmentId);

/** The whole configuration: routes with their instances as they are now, so that a reload finds what the runtime API had set. */
export function haproxyConfig({ wanted, tuning, certificates, challenges, digest }: Input): RenderedConfig {
  const files = new Map<string, string>();
  const addFile: AddFile = (kind, text) => {
    const path = `${FOLDER}/${digest(text).slice(0, 32)}.${kind}`;
    files.set(path, text);
    return path;
  };
  const routes = wanted.routes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const http = routes.filter(({ options }) => options.protocol !== 'tcp');
  const tcp = routes.filter(({ options }) => options.protocol === 'tcp');
  const pages = {
    maintenance: addFile('html', tuning.maintenancePage ?? page(['Down for maintenance', 'Please come back in a few minutes.'], ['正在维护', '请过几分钟再来。'])),
    unavailable: addFile('http', whole(503, 'Service Unavailable', page(['Not available', 'Nothing is ready to answer here at the moment.'], ['暂不可用', '目前没有可以应答的实例。']))),
    unknown: addFile('html', page(['Not found', 'No app has this address.'], ['未找到', '没有应用使用此地址。'])),
  };
  const crtList = certificates.length > 0 ? addFile('crtlist', `${certificates.map(({ host, pem }) => `${addFile('pem', pem)} ${host}`).join('\n')}\n`) : null;
  const byHost = addFile('map', `${http.flatMap((route) => mapLine(route)).join('\n')}\n`);
  const lines = (withUpstreams: boolean) => [
    ...global(tuning),
    ...frontend({ tuning, crtList, byHost, unknown: pages.unknown, http }),
    ...tcp.flatMap((route) => [`frontend t${route.options.listenPort}`, '  mode tcp', `  bind :${route.options.listenPort}`, '  timeout client 3600s', `  log-format ${TCP_LOG}`, ...(route.options.accessLog ? [] : ['  no log']), `  default_backend ${route.id}`]),
    ...routes.flatMap((route) => routeSections(withUpstreams ? route : without(route), { addFile, httpsPort: tuning.httpsPort, salt: credentialSalt(wanted.environmentId), pages })),
    '',
  ].join('\n');
  // Instances come and go without a reload, so they are no part of the version.
  const version = digest(lines(false)).slice(0, 24);
  return {
    version,
    config: lines(true).replace(PLACEHOLDER, version),
    files: [
      ...[...files].map(([path, text]) => ({ path, text })),
      { path: CHALLENGES, text: challenges.map(({ token, answer }) => `${challengePath(token)} ${answer}\n`).join('') },
      { path: SIDES, text: sideEntries(wanted.routes).map(({ key, value }) => `${key} ${value}\n`).join('') },
    ],
  };
}

/** A configuration that answers nobody, for the moment until the first real one was tried. */
export const emptyConfig = (input: Omit<Input, 'wanted' | 'certificates'>): RenderedConfig => haproxyConfig({ ...input, wanted: { environmentId: '', routes: [] }, certificates: [] });

/** Whose section HAProxy complains about, by the line that it names; undefined where it is nobody's. */
export function culpritOf(config: string, complaint: string): string | undefined {
  const line = /\.cfg(?:\.next)?:(\d+)/.exec(complaint)?.[1];
  const section = line && config.split('\n').slice(0, Number(line)).findLast((one) => /^\S/.test(one));
  return section ? /^backend (r[0-9a-f]+)/.exec(section)?.[1] : undefined;
}

const without = (route: WantedRoute): WantedRoute => ({ ...route, pool: [], sides: route.sides && { ...route.sides, new: [], old: [], newVersion: 0, oldVersion: null } });

/** Which version of which route has a side, as `route|version`. */
export const sideEntries = (routes: readonly WantedRoute[]): { key: string; value: string }[] =>
  routes.flatMap(({ id, sides }) => (sides && sides.keep !== 'off' ? [
    ...(sides.new.length > 0 ? [{ key: `${id}|${sides.newVersion}`, value: `${id}.new` }] : []),
    ...(sides.oldVersion !== null && sides.old.length > 0 ? [{ key: `${id}|${sides.oldVersion}`, value: `${id}.old` }] : []),
  ] : []));

/** A name of one label more is found by its own entry first, and by that of its wildcard then. */
const mapLine = ({ host, options, id }: WantedRoute): string[] => (host ? [`${routeKey(host, options)} ${id}`] : []);

function global({ maxConnections, threads }: ProxyTuning): string[] {
  return [
    'global',
    `  description gantry:${PLACEHOLDER}`,
    '  log stdout len 8192 format raw local0 info',
    `  maxconn ${maxConnections}`,
    // Where the engine allows fewer open files there are fewer connections, and not none.
    '  no strict-limits',
    `  nbthread ${threads}`,
    '  user nobody',
    '  group nogroup',
    // Addresses and headers of some sites are longer than the usual 16 KiB.
    '  tune.bufsize 32768',
    '  tune.maxrewrite 4096',
    '  hard-stop-after 24h',
    '  mworker-max-reloads 100',
    '  spread-checks 10',
    '  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets',
    'defaults',
    '  mode http',
    '  log global',
    '  timeout connect 2s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  timeout check 2s',
    '  timeout http-request 20s',
    '  timeout http-keep-alive 75s',
    '  timeout client-fin 30s',
    '  retries 3',
    '  option redispatch 1',
    '  option http-keep-alive',
    '  option forwardfor',
    '  option dontlognull',
    // A reload ends an idle connection with its next answer, so that nobody sends into a closed one.
    '  option idle-close-on-response',
    ...['handover', 'handover-tls'].flatMap((name) => [`backend ${name}`, '  retry-on conn-failure empty-response', '  http-request disable-l7-retry unless { method GET HEAD OPTIONS }', '  timeout server 24h', '  timeout tunnel 24h', `  server self unix@${FOLDER}/${name}.sock send-proxy-v2`]),
    'backend latencies',
    `  stick-table type string len 32 size 20k store gpc(${BUCKETS_MS.length + 1})`,
  ];
}

const LOG = '\'{"t":%Ts.%ms,"r":"%b","i":"%s","a":"%ci","m":"%HM","h":"%[var(txn.host),json(utf8ps)]","u":"%[var(txn.url),json(utf8ps)]","s":%ST,"b":%B,"q":%U,"w":%Ta,"x":"%ts","v":"%HV","ua":"%[var(txn.agent),json(utf8ps)]"}\'';
const TCP_LOG = '\'{"t":%Ts.%ms,"r":"%b","i":"%s","a":"%ci","b":%B,"q":%U,"w":%Tt,"x":"%ts"}\'';

interface Frontend {
  tuning: ProxyTuning;
  crtList: string | null;
  byHost: string;
  unknown: string;
  http: readonly WantedRoute[];
}

function frontend({ tuning, crtList, byHost, unknown, http }: Frontend): string[] {
  const sided = http.filter(({ sides }) => sides);
  const keepsPages = sided.some(({ sides }) => sides!.keep !== 'off');
  return [
    'frontend web',
    `  bind :${tuning.httpPort}`,
    ...(crtList ? [`  bind :${tuning.httpsPort} ssl crt-list ${crtList} alpn h2,http/1.1 strict-sni`] : []),
    // What still comes over the connections of a worker that was replaced: it knows nothing of what came or went since.
    `  bind ${FOLDER}/handover.sock mode 666 accept-proxy name handover`,
    `  bind ${FOLDER}/handover-tls.sock mode 666 accept-proxy name handover-tls`,
    // URLs of real sites carry what the standard does not allow; a route may ask for strictness.
    '  option accept-invalid-http-request',
    `  log-format ${LOG}`,
    `  http-request return status 200 content-type text/plain lf-string "%[path,map(${CHALLENGES})]" if { path_beg /.well-known/acme-challenge/ } { path,map(${CHALLENGES}) -m found }`,
    '  http-request set-log-level silent if { stopping }',
    '  http-request set-var(txn.tls) bool(true) if { ssl_fc } or { so_name handover-tls }',
    // A line of the log costs the engine more than the request costs the proxy: of a flood a sample is kept, and each failure.
    `  http-request set-log-level silent if { fe_req_rate(web) gt ${LOGGED_PER_SECOND} } { rand(${SAMPLE}) gt 0 }`,
    '  http-request set-var(txn.began) date(0,ms)',
    '  http-request set-var(txn.url) url',
    '  http-request set-var(txn.agent) req.fhdr(user-agent)',
    '  http-request set-var(txn.path) path',
    '  http-request set-var(txn.host) req.hdr(host),field(1,:),rtrim(.),lower',
    `  http-request set-var(txn.route) var(txn.host),concat(,txn.path,/),map_beg(${byHost})`,
    ...(http.some(({ host }) => host?.startsWith('*.')) ? [
      '  http-request set-var(txn.wild) var(txn.host),regsub(^[^.]*,*) unless { var(txn.route) -m found }',
      `  http-request set-var(txn.route) var(txn.wild),concat(,txn.path,/),map_beg(${byHost}) unless { var(txn.route) -m found }`,
    ] : []),
    `  http-request return status 404 content-type "text/html; charset=utf-8" file ${unknown} unless { var(txn.route) -m found } or { stopping }`,
    '  http-request track-sc0 var(txn.route) table latencies unless { stopping }',
    // Only the proxy says who it is for and how it came.
    '  http-request del-header X-Forwarded-For',
    '  http-request del-header Forwarded',
    '  http-request del-header Proxy',
    '  http-request set-header X-Forwarded-Proto http',
    '  http-request set-header X-Forwarded-Proto https if { var(txn.tls) -m bool }',
    '  http-request set-header X-Forwarded-Host %[req.hdr(host)]',
    '  http-request set-header X-Forwarded-Port %[dst_port]',
    '  http-response set-var(txn.took) date(0,ms),sub(txn.began)',
    '  http-response set-log-level info if { status ge 500 } !{ var(txn.unlogged) -m bool } !{ stopping }',
    ...latencyRules(),
    ...(keepsPages ? [
      '  http-request set-var(txn.version) req.cook(gantry-version)',
      `  http-request set-var(txn.side) var(txn.route),concat(|,txn.version),map(${SIDES})`,
    ] : []),
    '  use_backend handover-tls if { stopping } { var(txn.tls) -m bool }',
    '  use_backend handover if { stopping }',
    ...sided.flatMap(({ id, sides }) => (sides!.header ? [`  use_backend ${id}.new if { var(txn.route) -m str ${id} } { req.hdr(${sides!.header.name}) -m str ${quoted(sides!.header.value)} } { nbsrv(${id}.new) gt 0 }`] : [])),
    ...(keepsPages ? [
      ...sided.flatMap(({ id, sides }) => (sides!.keep === 'session' ? [`  use_backend %[var(txn.side)] if { var(txn.route) -m str ${id} } { var(txn.side) -m found }`] : [])),
      `  use_backend %[var(txn.side)] if { var(txn.side) -m found } { method GET HEAD } { ${ASSET} }`,
    ] : []),
    '  use_backend %[var(txn.route)]',
  ];
}

/** One counter a bucket: what the console adds up while it runs, the proxy counts also while it does not. */
function latencyRules(): string[] {
  return [...BUCKETS_MS, Infinity].map((end, index) => {
    const from = index === 0 ? -1 : BUCKETS_MS[index - 1]!;
    return `  http-response sc-inc-gpc(${index},0) if ${[...(index > 0 ? [`{ var(txn.took) -m int gt ${from} }`] : []), ...(end === Infinity ? [] : [`{ var(txn.took) -m int le ${end} }`])].join(' ')}`;
  });
}

const page = (english: readonly [string, string], chinese: readonly [string, string]) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${english[0]} · ${chinese[0]}</title>
<style>body{font:16px/1.6 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1c2330}main{padding:2rem;text-align:center}h1{font-size:1.5rem;margin:0}p{margin:.25rem 0 1.25rem;color:#56607a}@media(prefers-color-scheme:dark){body{background:#11151c;color:#e8ecf4}p{color:#9aa5bd}}</style>
<main><h1>${english[0]}</h1><p>${english[1]}</p><h1 lang="zh-CN">${chinese[0]}</h1><p lang="zh-CN">${chinese[1]}</p></main></html>
`;

function whole(status: number, reason: string, html: string): string {
  return `HTTP/1.1 ${status} ${reason}\r\ncontent-type: text/html; charset=utf-8\r\ncache-control: no-store\r\nretry-after: 5\r\n\r\n${html}`;
}
