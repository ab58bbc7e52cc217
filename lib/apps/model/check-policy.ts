import { hostPathRule, imageIsAllowed, type Policy } from '@/lib/groups/model/policy';
import type { AppSpec } from '../spec';

export interface Closed {
  code: 'host_path_forbidden' | 'network_not_allowed' | 'host_port_forbidden' | 'image_forbidden' | 'digest_demanded' | 'log_driver_forbidden' | 'log_option_forbidden' | 'log_too_big' | 'ulimit_forbidden' | 'capability_forbidden' | 'device_forbidden' | 'root_forbidden';
  /** JSON path within the request. */
  at: string;
  params: Record<string, string | number>;
}

/** Loopback, private and link-local addresses, metadata services among them. */
const LOCAL_REGISTRY = /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|\[)[^/]*\//;
/** Options that say how a log is written, not where it goes; how much is kept has fields of its own. */
const LOG_OPTIONS = new Set(['compress', 'mode', 'max-buffer-size', 'labels', 'env', 'tag']);
/** Limits that bind an instance itself; the others reach for what all of a host's processes share. */
const ULIMITS = new Set(['nofile', 'nproc', 'core', 'stack', 'fsize', 'cpu', 'data', 'rss', 'as']);
const MOST_FILES = 1_048_576;

/** A user that is surely not root: a number, since a name means what the image says. */
export const isNotRoot = (user: string): boolean => /^[1-9]\d{0,9}(:[1-9]\d{0,9})?$/.test(user);

/** The first thing in a spec that the group's policy keeps closed. `ownNetworks`: those of the tenant. */
export function closedBy(policy: Policy, spec: AppSpec, ownNetworks: (name: string) => boolean): Closed | undefined {
  return [...volumes(policy, spec), ...networks(policy, spec, ownNetworks), ...ports(policy, spec), ...images(policy, spec), ...logs(policy, spec), ...limits(spec), ...powers(policy, spec), ...users(policy, spec)][0];
}

function* volumes(policy: Policy, spec: AppSpec): Generator<Closed> {
  for (const [index, volume] of spec.volumes.entries()) {
    if (volume.type !== 'host') continue;
    const rule = hostPathRule(policy, volume.source);
    if (!rule || (!volume.readOnly && !rule.writable)) yield { code: 'host_path_forbidden', at: `$.spec.volumes[${index}]`, params: { path: volume.source, open: policy.hostPaths.length, allowed: policy.hostPaths.map(({ prefix, writable }) => `${prefix}${writable ? '' : ' (ro)'}`).join(', ') } };
  }
}

function* networks(policy: Policy, spec: AppSpec, ownNetworks: (name: string) => boolean): Generator<Closed> {
  for (const [index, { name, address }] of spec.networks.entries()) {
    const at = `$.spec.networks[${index}]`;
    const open = name === 'none' || (name === 'host' ? policy.hostNetwork : policy.networks.includes(name) || ownNetworks(name));
    if (!open) yield { code: 'network_not_allowed', at: `${at}.name`, params: { network: name } };
    // An address that another tenant counts on could be taken on a network that both are on.
    if (address && !ownNetworks(name)) yield { code: 'network_not_allowed', at: `${at}.address`, params: { network: name } };
  }
}

function* ports({ hostPorts }: Policy, spec: AppSpec): Generator<Closed> {
  for (const [index, { hostPort }] of spec.ports.entries()) {
    if (!hostPort || (hostPorts && hostPort >= hostPorts.from && hostPort <= hostPorts.to)) continue;
    yield { code: 'host_port_forbidden', at: `$.spec.ports[${index}].hostPort`, params: { port: hostPort, open: hostPorts ? 1 : 0, range: hostPorts ? `${hostPorts.from}–${hostPorts.to}` : '' } };
  }
}

function* images(policy: Policy, spec: AppSpec): Generator<Closed> {
  for (const [index, { image }] of [spec, ...spec.sidecars].entries()) {
    const at = index === 0 ? '$.spec.image' : `$.spec.sidecars[${index - 1}].image`;
    if (policy.images && !imageIsAllowed(policy.images, image)) yield { code: 'image_forbidden', at, params: { image, allowed: policy.images.join(', ') } };
    // The engine would ask what only the host reaches. A name that leads there is the network's own to guard.
    if (!policy.images && LOCAL_REGISTRY.test(image)) yield { code: 'image_forbidden', at, params: { image, allowed: '' } };
    if (policy.requireDigest && !/@sha256:[0-9a-f]{64}$/.test(image)) yield { code: 'digest_demanded', at, params: { image } };
  }
}

function* logs(policy: Policy, spec: AppSpec): Generator<Closed> {
  const { driver, options, maxSizeMb, maxFiles } = spec.log;
  if (!policy.logDrivers.includes(driver)) yield { code: 'log_driver_forbidden', at: '$.spec.log.driver', params: { driver, allowed: policy.logDrivers.join(', ') } };
  const strange = Object.keys(options).find((name) => !LOG_OPTIONS.has(name));
  if (strange) yield { code: 'log_option_forbidden', at: `$.spec.log.options.${strange}`, params: { option: strange } };
  if (maxSizeMb * maxFiles > policy.maxLogMib) yield { code: 'log_too_big', at: '$.spec.log.maxSizeMb', params: { mib: maxSizeMb * maxFiles, most: policy.maxLogMib } };
}

function* limits(spec: AppSpec): Generator<Closed> {
  for (const [index, { name, hard }] of spec.ulimits.entries()) {
    if (!ULIMITS.has(name) || (name === 'nofile' && (hard === -1 || hard > MOST_FILES))) yield { code: 'ulimit_forbidden', at: `$.spec.ulimits[${index}]`, params: { ulimit: name } };
  }
}

function* powers(policy: Policy, spec: AppSpec): Generator<Closed> {
  for (const [index, capability] of spec.capAdd.entries()) {
    if (!policy.capabilities.includes(capability)) yield { code: 'capability_forbidden', at: `$.spec.capAdd[${index}]`, params: { capability } };
  }
  for (const [index, { source }] of spec.devices.entries()) {
    if (!policy.devices.includes(source)) yield { code: 'device_forbidden', at: `$.spec.devices[${index}].source`, params: { device: source } };
  }
  if (spec.gpus && !policy.devices.includes('gpu')) yield { code: 'device_forbidden', at: '$.spec.gpus', params: { device: 'gpu' } };
}

function* users(policy: Policy, spec: AppSpec): Generator<Closed> {
  if (policy.runAsRoot) return;
  for (const [index, { user }] of [spec, ...spec.sidecars].entries()) {
    if (user !== undefined && !isNotRoot(user)) yield { code: 'root_forbidden', at: index === 0 ? '$.spec.user' : `$.spec.sidecars[${index - 1}].user`, params: { user } };
  }
}
