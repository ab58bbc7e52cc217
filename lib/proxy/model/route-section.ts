import { appRoute, type AppRoute } from '../spec';
import { poolsOf, type Backend } from './backends';
import { escapedRegex, quoted, quotedFormat } from './quote';
import type { WantedRoute } from './wanted';

/** Puts a text beside the configuration and answers with its path; equal texts have one path. */
export type AddFile = (kind: string, text: string) => string;

/** Paths under which a browser asks for what belongs to a page. */
export const ASSET = 'path_end .js .mjs .css .map .woff .woff2 .ttf .png .jpg .jpeg .gif .svg .webp .avif .ico .wasm .json';
const NOT_IN_A_URL = String.raw`[^A-Za-z0-9._~:/?#\[\]@!$&\x27()*+,;=%-]|%(?![0-9A-Fa-f]{2})`;

const isEmpty = (list: readonly unknown[]) => list.length === 0;
const ms = (seconds: number) => `${Math.round(seconds * 1000)}ms`;

/** How it is spoken to. A server that is added at runtime inherits nothing, so it is told as a whole. */
export function upstreamWords({ protocol }: Pick<AppRoute, 'protocol'>): string {
  return `${EVERY_SERVER}${{ http: '', tcp: '', https: ' ssl verify none', h2: ' proto h2', grpc: ' proto h2' }[protocol]}`;
}

/**
 * Traffic tells soonest that an instance may be gone, and the next check whether it is: one that is only busy stays.
 * Connections are kept open for the next request.
 */
const EVERY_SERVER = 'check inter 5s fastinter 500ms downinter 1s rise 1 fall 2 observe layer4 error-limit 5 on-error sudden-death pool-max-conn 1000 pool-purge-delay 5s';

const balance = (how: AppRoute['balance']) => `  balance ${how}`;
const connectTimeout = (seconds: number) => `  timeout connect ${ms(seconds)}`;
const serverTimeout = (seconds: number) => `  timeout server ${ms(seconds)}`;
const tunnelTimeout = (seconds: number) => `  timeout tunnel ${ms(seconds)}`;

/** What holds where a section says nothing else: hundreds of sections are read at each reload. */
export function sectionDefaults(unavailable: string): string[] {
  const { balance: usual, timeouts } = appRoute.parse({});
  return [
    balance(usual), connectTimeout(timeouts.connectSeconds), serverTimeout(timeouts.responseSeconds), tunnelTimeout(timeouts.tunnelSeconds),
    '  retry-on conn-failure empty-response', `  errorfile 503 ${unavailable}`,
  ];
}

export const SERVER_DEFAULTS = `  default-server ${EVERY_SERVER}`;

/** Who may come in at all. */
function admission({ options, credentials }: WantedRoute, salt: string, addFile: AddFile): string[] {
  const rule = options.protocol === 'tcp' ? 'tcp-request content reject' : 'http-request deny deny_status 403';
  const lines: string[] = [];
  if (!isEmpty(options.deny)) lines.push(`  ${rule} if { src -f ${addFile('acl', `${options.deny.join('\n')}\n`)} }`);
  if (!isEmpty(options.allow)) lines.push(`  ${rule} unless { src -f ${addFile('acl', `${options.allow.join('\n')}\n`)} }`);
  if (!options.basicAuth || options.protocol === 'tcp') return lines;
  return [
    ...lines,
    '  http-request set-var(txn.user) http_auth_user',
    '  http-request set-var(txn.pass) http_auth_pass',
    `  http-request set-var(txn.credential) var(txn.user),concat(:,txn.pass),hmac(sha256,${salt}),hex`,
    `  acl known var(txn.credential) -m str -f ${addFile('users', `${credentials.join('\n')}\n`)}`,
    `  http-request auth realm ${quoted(options.basicAuth.realm)} unless known`,
    // The instance is not told the password that the proxy asks for.
    '  http-request del-header Authorization',
  ];
}

function requestRules({ options }: WantedRoute, { httpsPort, maintenance }: { httpsPort: number; maintenance: string }): string[] {
  const lines: string[] = [];
  if (!options.accessLog) lines.push('  http-request set-log-level silent', '  http-request set-var(txn.unlogged) bool(true)');
  if (options.strictUrls) lines.push(`  http-request deny deny_status 400 if { url -m reg ${quoted(NOT_IN_A_URL)} }`);
  if (options.tls === 'require') lines.push(`  http-request redirect code 308 location "https://%[var(txn.host)]${httpsPort === 443 ? '' : `:${httpsPort}`}%[pathq]" unless { var(txn.tls) -m bool }`);
  if (options.maintenance) lines.push(`  http-request return status 503 content-type "text/html; charset=utf-8" file ${maintenance} hdr Retry-After 60 hdr Cache-Control no-store`);
  // What is answered here goes no further.
  if (options.maintenance) return lines;
  if (options.redirect) {
    const { to, status, keepPath } = options.redirect;
    lines.push(`  http-request redirect code ${status} location ${keepPath ? `"${quotedFormat(to.replace(/\/+$/, '')).slice(1, -1)}%[pathq]"` : quotedFormat(to)}`);
    return lines;
  }
  if (options.maxBodyMb !== undefined) {
    // A body whose length nobody says could be endless.
    lines.push(
      `  http-request deny deny_status 413 if { req.hdr_val(content-length) gt ${options.maxBodyMb * 1024 * 1024} }`,
      '  http-request return status 411 content-type text/plain string "Length required" if { method POST PUT PATCH } !{ req.hdr(content-length) -m found }',
    );
  }
  if (options.rewritePath !== undefined) {
    const from = escapedRegex(options.path.replace(/\/+$/, ''));
    const to = options.rewritePath.replace(/\/+$/, '');
    lines.push(`  http-request replace-path ${quoted(`^${from}(/.*)?$`)} ${quotedFormat(`${to}\\1`)}`, '  http-request set-path / if { path -m len 0 }');
  }
  for (const name of options.requestHeaders.remove) lines.push(`  http-request del-header ${quoted(name)}`);
  for (const [name, value] of Object.entries(options.requestHeaders.set)) lines.push(`  http-request set-header ${quoted(name)} ${quotedFormat(value)}`);
  return lines;
}

function responseRules({ options, sides }: WantedRoute): string[] {
  const lines: string[] = [];
  for (const name of options.responseHeaders.remove) lines.push(`  http-response del-header ${quoted(name)}`);
  for (const [name, value] of Object.entries(options.responseHeaders.set)) lines.push(`  http-response set-header ${quoted(name)} ${quotedFormat(value)}`);
  const cookiePath = options.path === '/' ? '/' : options.path;
  if (options.sticky === 'cookie') lines.push(`  http-response add-header Set-Cookie "gantry-instance=%[srv_name]; Path=${quotedFormat(cookiePath).slice(1, -1)}; HttpOnly; SameSite=Lax" unless { srv_name,strcmp(txn.stuck) eq 0 }`);
  if (sides && sides.keep !== 'off') {
    // Of the page alone: what the page asks for then follows it.
    lines.push(`  http-response add-header Set-Cookie "gantry-version=%[srv_name,field(1,_)]; Path=${quotedFormat(cookiePath).slice(1, -1)}; HttpOnly; SameSite=Lax" if { res.hdr(content-type) -m beg text/html }`);
  }
  return lines;
}

export interface SectionContext {
  addFile: AddFile;
  httpsPort: number;
  /** Base64, see `credentials`. */
  salt: string;
  pages: { maintenance: string; unavailable: string };
}

/** The section of a backend, and those of its sides: same rules, other instances. */
export function routeSections(backend: Backend, context: SectionContext): string[] {
  const { route, name } = backend;
  const { options } = route;
  const isTcp = options.protocol === 'tcp';
  const usual = sectionDefaults(context.pages.unavailable);
  const settings = [balance(options.balance), connectTimeout(options.timeouts.connectSeconds), serverTimeout(isTcp ? options.timeouts.tunnelSeconds : options.timeouts.responseSeconds), tunnelTimeout(options.timeouts.tunnelSeconds)];
  const speaks = upstreamWords(options).slice(EVERY_SERVER.length);
  return poolsOf(backend).flatMap(({ section, pool }) => [
    `backend ${section}`,
    ...(isTcp ? ['  mode tcp'] : []),
    ...settings.filter((line) => !usual.includes(line)),
    ...admission(route, context.salt, context.addFile),
    ...(isTcp ? [] : [
      ...requestRules(route, { httpsPort: context.httpsPort, maintenance: context.pages.maintenance }),
      ...(options.sticky === 'cookie' && section === name ? ['  http-request set-var(txn.stuck) req.cook(gantry-instance)', '  use-server %[var(txn.stuck)] if { var(txn.stuck) -m found }'] : []),
      ...responseRules(route),
    ]),
    ...pool.map((upstream) => `  server ${upstream.name} ${upstream.address}:${upstream.port} weight ${upstream.weight}${speaks}`),
  ]);
}
