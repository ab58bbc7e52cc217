import { backendsOf, type Backend } from './backends';
import { httpFrontend, statisticsTable, tcpFrontend } from './frontend';
import { FOLDER, mapText, wantedMaps, type ProxyMap } from './maps';
import { routeSections, sectionDefaults, SERVER_DEFAULTS, type AddFile } from './route-section';
import type { WantedProxy } from './wanted';

export const CONFIG = `${FOLDER}/proxy.cfg`;
export const MASTER = `${FOLDER}/master.sock`;

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
  backends: Backend[];
  maps: ProxyMap[];
}

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
  const backends = backendsOf(wanted.routes, digest);
  const maps = wantedMaps(wanted.routes, backends, challenges);
  const pages = {
    maintenance: addFile('html', tuning.maintenancePage ?? page(['Down for maintenance', 'Please come back in a few minutes.'], ['正在维护', '请过几分钟再来。'])),
    unavailable: addFile('http', whole(503, 'Service Unavailable', page(['Not available', 'Nothing is ready to answer here at the moment.'], ['暂不可用', '目前没有可以应答的实例。']))),
    unknown: addFile('html', page(['Not found', 'No app has this address.'], ['未找到', '没有应用使用此地址。'])),
  };
  const crtList = certificates.length > 0 ? addFile('crtlist', `${certificates.map(({ host, pem }) => `${addFile('pem', pem)} ${host}`).join('\n')}\n`) : null;
  const lines = (withUpstreams: boolean) => [
    ...global(tuning, pages.unavailable),
    ...statisticsTable(),
    ...httpFrontend({ tuning, crtList, unknown: pages.unknown, backends }),
    ...backends.flatMap(tcpFrontend),
    ...backends.flatMap((backend) => routeSections(withUpstreams ? backend : withoutInstances(backend), { addFile, httpsPort: tuning.httpsPort, salt: credentialSalt(wanted.environmentId), pages })),
    '',
  ].join('\n');
  // Instances, hosts and paths come and go without a reload, so they are no part of the version.
  const version = digest(lines(false)).slice(0, 24);
  return {
    version,
    config: lines(true).replace(PLACEHOLDER, version),
    files: [...[...files].map(([path, text]) => ({ path, text })), ...maps.map((map) => ({ path: map.path, text: mapText(map) }))],
    backends,
    maps,
  };
}

/** A configuration that answers nobody, for the moment until the first real one was tried. */
export const emptyConfig = (input: Omit<Input, 'wanted' | 'certificates'>): RenderedConfig => haproxyConfig({ ...input, wanted: { environmentId: '', routes: [] }, certificates: [] });

/** Whose section HAProxy complains about, by the line that it names; undefined where it is nobody's. */
export function culpritOf({ config, backends }: RenderedConfig, complaint: string): Backend | undefined {
  const line = /\.cfg(?:\.next)?:(\d+)/.exec(complaint)?.[1];
  const section = line && config.split('\n').slice(0, Number(line)).findLast((one) => /^\S/.test(one));
  const name = section && /^backend (b[0-9a-f]+)/.exec(section)?.[1];
  return backends.find((backend) => backend.name === name);
}

const withoutInstances = ({ route, ...backend }: Backend): Backend => ({ ...backend, route: { ...route, pool: [], sides: route.sides && { ...route.sides, new: [], old: [], newVersion: 0, oldVersion: null } } });

function global({ maxConnections, threads }: ProxyTuning, unavailable: string): string[] {
  return [
    'global',
    // Of `normalize-uri`.
    '  expose-experimental-directives',
    `  description gantry:${PLACEHOLDER}`,
    '  log stdout len 8192 format raw local0 info',
    `  maxconn ${maxConnections}`,
    // Where the engine allows fewer open files there are fewer connections, and not none.
    '  no strict-limits',
    `  nbthread ${threads}`,
    '  user nobody',
    '  group nogroup',
    '  tune.http.logurilen 8192',
    // Addresses and headers of some sites are longer than the usual 16 KiB.
    '  tune.bufsize 32768',
    '  tune.maxrewrite 4096',
    '  hard-stop-after 24h',
    '  mworker-max-reloads 100',
    '  spread-checks 10',
    '  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets',
    'defaults every',
    '  mode http',
    '  log global',
    ...sectionDefaults(unavailable),
    '  timeout client 60s',
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
    ...['handover', 'handover-tls'].flatMap((name) => [`backend ${name} from every`, '  timeout server 24h', '  timeout tunnel 24h', `  server self unix@${FOLDER}/${name}.sock send-proxy-v2`]),
    // For all that follows.
    'defaults routes from every',
    SERVER_DEFAULTS,
  ];
}

const page = (english: readonly [string, string], chinese: readonly [string, string]) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${english[0]} · ${chinese[0]}</title>
<style>body{font:16px/1.6 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1c2330}main{padding:2rem;text-align:center}h1{font-size:1.5rem;margin:0}p{margin:.25rem 0 1.25rem;color:#56607a}@media(prefers-color-scheme:dark){body{background:#11151c;color:#e8ecf4}p{color:#9aa5bd}}</style>
<main><h1>${english[0]}</h1><p>${english[1]}</p><h1 lang="zh-CN">${chinese[0]}</h1><p lang="zh-CN">${chinese[1]}</p></main></html>
`;

function whole(status: number, reason: string, html: string): string {
  return `HTTP/1.1 ${status} ${reason}\r\ncontent-type: text/html; charset=utf-8\r\ncache-control: no-store\r\nretry-after: 5\r\n\r\n${html}`;
}
