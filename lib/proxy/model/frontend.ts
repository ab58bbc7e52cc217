import type { Backend } from './backends';
import { BUCKETS_MS } from './latency';
import { FOLDER, MAPS } from './maps';
import { quoted } from './quote';
import { ASSET } from './route-section';

interface Frontend {
  tuning: { httpPort: number; httpsPort: number };
  /** Path of the list that says which certificate is shown for a host; null: no TLS. */
  crtList: string | null;
  /** Path of the page for hosts that no app has. */
  unknown: string;
  backends: readonly Backend[];
}

/** Up to the first each request is logged; beyond it one of so many, and beyond the second one of so many of those. */
const LOGGED_PER_SECOND = [500, 5_000];
const SAMPLE = 20;

const LOG = '\'{"t":%Ts.%ms,"r":"%[var(txn.target)]","i":"%s","a":"%ci","m":"%HM","h":"%[var(txn.host),json(utf8ps)]","u":"%[capture.req.uri,json(utf8ps)]","s":%ST,"b":%B,"q":%U,"w":%Ta,"x":"%ts","v":"%HV","ua":"%[var(txn.agent),json(utf8ps)]"}\'';
const tcpLog = (routeId: string) => `'{"t":%Ts.%ms,"r":"${routeId}","i":"%s","a":"%ci","b":%B,"q":%U,"w":%Tt,"x":"%ts"}'`;

/** What is counted of each route, see `parseCounters`: answers by how long instances took, requests, failures, bytes. */
export const statisticsTable = (): string[] => ['backend routes', `  stick-table type string len 64 size 20k store gpc(${BUCKETS_MS.length + 1}),http_req_cnt,http_fail_cnt,bytes_out_cnt`];

/** Each rule here is paid by each request: what can be left out for most of them is. */
export function httpFrontend({ tuning, crtList, unknown, backends }: Frontend): string[] {
  const sided = backends.filter(({ route: { sides, options } }) => sides && options.protocol !== 'tcp');
  const keepsPages = sided.some(({ route }) => route.sides!.keep !== 'off');
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
    `  http-request return status 200 content-type text/plain lf-string "%[path,map(${MAPS.challenges})]" if { path_beg /.well-known/acme-challenge/ } { path,map(${MAPS.challenges}) -m found }`,
    // Else a part of it could pass for the beginning of a path.
    '  http-request deny deny_status 400 if { req.hdr(host) -m sub / }',
    '  http-request set-log-level silent if { stopping }',
    // A line of the log costs the engine more than the request costs the proxy: of a flood a sample is kept, and each failure.
    ...LOGGED_PER_SECOND.map((rate) => `  http-request set-log-level silent if { fe_req_rate(web) gt ${rate} } { rand(${SAMPLE}) gt 0 }`),
    '  http-request set-var(txn.tls) bool(true) if { ssl_fc } or { so_name handover-tls }',
    '  http-request set-var(txn.began) date(0,ms)',
    '  http-request set-var(txn.agent) req.fhdr(user-agent)',
    ...pathRules(),
    '  http-request set-var(txn.host) req.hdr(host),field(1,:),rtrim(.),lower',
    `  http-request set-var(txn.target) var(txn.host),concat(,txn.path,/),map_beg(${MAPS.hosts})`,
    // A name of one label more is found by its own entry first, and by that of its wildcard then.
    '  http-request set-var(txn.wild) var(txn.host),regsub(^[^.]*,*) unless { var(txn.target) -m found }',
    `  http-request set-var(txn.target) var(txn.wild),concat(,txn.path,/),map_beg(${MAPS.hosts}) unless { var(txn.target) -m found }`,
    `  http-request return status 404 content-type "text/html; charset=utf-8" file ${unknown} unless { var(txn.target) -m found } or { stopping }`,
    '  http-request track-sc0 var(txn.target) table routes unless { stopping }',
    // What was sent once may have been done: only what can be done twice is tried again.
    '  http-request disable-l7-retry unless { method GET HEAD OPTIONS }',
    // Only the proxy says who it is for and how it came.
    '  http-request del-header X-Forwarded-For',
    '  http-request del-header Forwarded',
    '  http-request del-header Proxy',
    '  http-request set-header X-Forwarded-Proto http unless { var(txn.tls) -m bool }',
    '  http-request set-header X-Forwarded-Proto https if { var(txn.tls) -m bool }',
    '  http-request set-header X-Forwarded-Host %[req.hdr(host)]',
    '  http-request set-header X-Forwarded-Port %[dst_port]',
    '  http-response set-log-level info if { status ge 500 } !{ var(txn.unlogged) -m bool } !{ stopping }',
    ...latencyRules(),
    ...(sided.length > 0 ? ['  http-request set-var(txn.backend) var(txn.target),field(2,:)'] : []),
    ...(keepsPages ? [
      '  http-request set-var(txn.version) req.cook(gantry-version)',
      `  http-request set-var(txn.side) var(txn.backend),concat(|,txn.version),map(${MAPS.sides})`,
    ] : []),
    '  use_backend handover-tls if { stopping } { var(txn.tls) -m bool }',
    '  use_backend handover if { stopping }',
    ...sided.flatMap(({ name, route: { sides } }) => (sides!.header ? [`  use_backend ${name}.new if { var(txn.backend) -m str ${name} } { req.hdr(${sides!.header.name}) -m str ${quoted(sides!.header.value)} } { nbsrv(${name}.new) gt 0 }`] : [])),
    ...(keepsPages ? [
      ...sided.flatMap(({ name, route: { sides } }) => (sides!.keep === 'session' ? [`  use_backend %[var(txn.side)] if { var(txn.backend) -m str ${name} } { var(txn.side) -m found }`] : [])),
      `  use_backend %[var(txn.side)] if { var(txn.side) -m found } { method GET HEAD } { ${ASSET} }`,
    ] : []),
    '  use_backend %[var(txn.target),field(2,:)]',
  ];
}

/**
 * A URL goes on as it was sent, but its route is chosen by what it means: else `/%61dmin` or `/x/../admin` would come in
 * by the rules of `/` and be served as `/admin`. See `meantPath`.
 */
function pathRules(): string[] {
  const isOdd = '{ var(txn.sent) -m found }';
  // HAProxy 2.6 takes a condition after these two only with `strict`, which fails where a percent sign stands alone.
  const strict = ['percent-to-uppercase strict', 'percent-decode-unreserved strict'];
  return [
    '  http-request set-var(txn.sent) pathq if { path -m sub % // /. }',
    // Without the query, which is nobody's business here.
    `  http-request set-pathq "%[path,regsub('%(?![0-9A-Fa-f]{2})','%25',g)]" if ${isOdd}`,
    ...[...strict, 'path-merge-slashes', 'path-strip-dot', 'path-strip-dotdot full'].map((how) => `  http-request normalize-uri ${how} if ${isOdd}`),
    '  http-request set-var(txn.path) path',
    `  http-request set-pathq %[var(txn.sent)] if ${isOdd}`,
  ];
}

/** One counter a bucket: what the console adds up while it runs, the proxy counts also while it does not. */
function latencyRules(): string[] {
  return [
    '  http-response set-var(txn.took) date(0,ms),sub(txn.began)',
    // Whoever is counted leaves: most answers are quick, and the later rules cost them nothing.
    ...BUCKETS_MS.flatMap((end, index) => [`  http-response sc-inc-gpc(${index},0) if { var(txn.took) -m int le ${end} }`, `  http-response allow if { var(txn.took) -m int le ${end} }`]),
    `  http-response sc-inc-gpc(${BUCKETS_MS.length},0)`,
  ];
}

/** Plain TCP has a port of its own for each route, so its backend is led to by one route alone. */
export function tcpFrontend({ name, route: { id, options } }: Backend): string[] {
  if (options.protocol !== 'tcp') return [];
  return [`frontend t${options.listenPort}`, '  mode tcp', `  bind :${options.listenPort}`, '  timeout client 3600s', `  log-format ${tcpLog(id)}`, ...(options.accessLog ? [] : ['  no log']), `  default_backend ${name}`];
}
