import type { AppSpecInput } from '@/lib/apps/spec';
import { ULIMITS } from '@/lib/apps/spec/words';
import { importErrors } from '../errors';
import type { NotCarried } from './reader';
import { collect, type ImportOptions, type ImportResult } from './result';
import { splitShell } from './split-shell';
import { joinPath, mibOf, nameOfImage, portsOf, secondsOf } from './units';

type Check = Extract<NonNullable<AppSpecInput['healthChecks']>[number], { protocol: 'COMMAND' }>;

interface Draft {
  name?: string;
  spec: AppSpecInput;
  check: Partial<Check>;
  aliases: string[];
  address?: string;
  limitMb?: number;
  note: (code?: NotCarried['code'], params?: Record<string, string>) => void;
}
type Apply = (draft: Draft, value: string, flag: string) => void;

const pair = (text: string): [string, string] => { const at = text.indexOf('='); return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]; };
const add = <K extends 'ports' | 'volumes' | 'ulimits'>(draft: Draft, key: K, ...items: NonNullable<AppSpecInput[K]>) => { draft.spec[key] = [...(draft.spec[key] ?? []), ...items] as AppSpecInput[K]; };
const reachesHost: Apply = (draft, value) => draft.note('host_access', { value });
const noNeed: Apply = (draft) => draft.note('no_need');

function volume(draft: Draft, value: string): void {
  const [source = '', target, options = ''] = value.split(':');
  if (target === undefined) return draft.note('changed', { value });
  const readOnly = options.split(',').includes('ro');
  for (const option of options.split(',')) if (!['', 'ro', 'rw'].includes(option)) draft.note('unknown', { value: option });
  add(draft, 'volumes', source.startsWith('/') ? { type: 'host', source, containerPath: target, readOnly } : { type: 'volume', source, containerPath: target, readOnly });
}

function mount(draft: Draft, value: string): void {
  const entries = new Map(value.split(',').map(pair));
  const take = (...names: string[]) => names.map((name) => { const found = entries.get(name); entries.delete(name); return found; }).find((found) => found !== undefined);
  const type = take('type') ?? 'volume';
  const source = take('source', 'src') ?? '';
  const containerPath = take('target', 'destination', 'dst') ?? '';
  const readOnly = [take('readonly', 'ro')].some((found) => found !== undefined && found !== 'false');
  const size = take('tmpfs-size');
  for (const name of entries.keys()) draft.note('unknown', { value: name });
  if (type === 'tmpfs') add(draft, 'volumes', { type, containerPath, ...(size && { sizeMb: mibOf(size, '--mount') }) });
  else add(draft, 'volumes', { type: type === 'bind' ? 'host' : 'volume', source, containerPath, readOnly });
}

const setEnv: Apply = (draft, value) => {
  const [name, text] = pair(value);
  if (!value.includes('=')) return draft.note('from_shell', { name });
  draft.spec.env = { ...draft.spec.env, [name]: text };
};
const setNetwork: Apply = (draft, value) => { draft.spec.networks = [...(draft.spec.networks ?? []), { name: value }]; };
const setMemory: Apply = (draft, value, flag) => { draft.spec.mem = mibOf(value, flag); };

/** Flags with a value. */
const VALUES: Record<string, Apply> = {
  '--name': (draft, value) => { draft.name = value; },
  '-e': setEnv, '--env': setEnv,
  '-p': (draft, value, flag) => publish(draft, value, flag), '--publish': (draft, value, flag) => publish(draft, value, flag),
  '-v': volume, '--volume': volume, '--mount': mount,
  '--tmpfs': (draft, value) => { const [containerPath = '', options = ''] = value.split(':'); const size = /size=([^,]+)/.exec(options)?.[1]; add(draft, 'volumes', { type: 'tmpfs', containerPath, ...(size && { sizeMb: mibOf(size, '--tmpfs') }) }); for (const option of options.split(',')) if (option !== '' && !option.startsWith('size=')) draft.note('unknown', { value: option }); },
  '--restart': (draft, value) => { const [policy, most] = value.split(':'); draft.spec.restart = policy === 'no' ? 'no' : policy === 'on-failure' ? 'on-failure' : 'always'; if (most) draft.note('changed', { value }); },
  '-m': setMemory, '--memory': setMemory,
  '--cpus': (draft, value, flag) => { const cpus = Number(value); if (!(cpus > 0)) throw importErrors('bad_value', { at: flag, value }); draft.spec.cpus = cpus; },
  '-l': (draft, value) => { const [name, text] = pair(value); draft.spec.labels = { ...draft.spec.labels, [name]: text }; },
  '--network': setNetwork, '--net': setNetwork,
  '--network-alias': (draft, value) => { draft.aliases.push(value); }, '--net-alias': (draft, value) => { draft.aliases.push(value); },
  '--ip': (draft, value) => { draft.address = value; },
  '--health-cmd': (draft, value) => { draft.check.command = ['/bin/sh', '-c', value]; },
  '--health-interval': (draft, value, flag) => { draft.check.intervalSeconds = secondsOf(value, flag); },
  '--health-timeout': (draft, value, flag) => { draft.check.timeoutSeconds = secondsOf(value, flag); },
  '--health-start-period': (draft, value, flag) => { draft.check.gracePeriodSeconds = secondsOf(value, flag); },
  '--health-retries': (draft, value) => { draft.check.maxConsecutiveFailures = Number(value); },
  '-u': (draft, value) => { draft.spec.user = value; }, '-w': (draft, value) => { draft.spec.workingDir = value; },
  '--ulimit': (draft, value) => { const [name, limits] = pair(value); const [soft, hard = soft] = limits.split(':').map(Number); const known = ULIMITS.find((one) => one === name); if (!known) draft.note('unknown', { value }); else add(draft, 'ulimits', { name: known, soft: soft!, hard: hard! }); },
  '--log-driver': (draft, value) => { draft.spec.log = { ...draft.spec.log, driver: value as 'local' }; },
  '--log-opt': (draft, value, flag) => { const [name, text] = pair(value); const log = draft.spec.log ?? {}; draft.spec.log = name === 'max-size' ? { ...log, maxSizeMb: mibOf(text, flag) } : name === 'max-file' ? { ...log, maxFiles: Number(text) } : { ...log, options: { ...log.options, [name]: text } }; },
  '--entrypoint': (draft, value) => { if (value !== '') draft.spec.entrypoint = splitShell(value); },
  '--gpus': (draft, value) => { const count = Number(value.replace(/^"?count=/, '')); if (Number.isInteger(count) && count > 0) draft.spec.gpus = count; else { draft.spec.gpus = 1; draft.note('changed', { value }); } },
  '--stop-timeout': (draft, value) => { draft.spec.taskKillGracePeriodSeconds = Number(value); },
  '--pull': (draft, value) => { draft.spec.pullPolicy = value as 'always'; },
  '--storage-opt': (draft, value, flag) => { const [name, text] = pair(value); if (name === 'size') draft.spec.disk = mibOf(text, flag); else draft.note('unknown', { value }); },
  '-h': noNeed, '--hostname': noNeed, '--cidfile': noNeed, '--platform': noNeed, '--memory-swap': noNeed,
  '--cap-add': reachesHost, '--device': reachesHost, '--pid': reachesHost, '--ipc': reachesHost, '--userns': reachesHost, '--uts': reachesHost, '--security-opt': reachesHost, '--sysctl': reachesHost, '--cgroupns': reachesHost, '--volumes-from': reachesHost,
};
const LONG: Record<string, string> = { '--label': '-l', '--user': '-u', '--workdir': '-w' };
/** Flags without a value. */
const SWITCHES: Record<string, Apply> = {
  '-d': () => {}, '--detach': () => {}, '-i': noNeed, '--interactive': noNeed, '--rm': noNeed, '--init': (draft) => draft.note('unknown'), '-t': (draft) => { draft.spec.tty = true; }, '--tty': (draft) => { draft.spec.tty = true; },
  '--privileged': (draft) => reachesHost(draft, '', ''), '-P': (draft) => draft.note('unknown'), '--publish-all': (draft) => draft.note('unknown'), '--read-only': (draft) => draft.note('unknown'), '--no-healthcheck': (draft) => draft.note('unknown'), '--sig-proxy': noNeed, '--oom-kill-disable': (draft) => draft.note('unknown'), '-q': noNeed, '--quiet': noNeed,
};

function publish(draft: Draft, value: string, flag: string): void {
  for (const { hostAddress, ...port } of portsOf(value, flag)) {
    add(draft, 'ports', port);
    if (hostAddress && hostAddress !== '0.0.0.0') draft.note('host_address', { value: hostAddress });
  }
}

/** One `docker run …` line, however it is broken and quoted. */
export function importDockerRun(text: string, { group }: ImportOptions): ImportResult {
  const words = splitShell(text);
  const start = words.findIndex((word, index) => (word === 'run' || word === 'create') && /(^|\/)(docker|podman)$/.test(words[index - 1] === 'container' ? (words[index - 2] ?? '') : (words[index - 1] ?? '')));
  if (start < 0) throw importErrors('not_recognised', {});
  const { notCarried, report } = collect();
  const draft: Draft = { spec: { image: '' }, check: {}, aliases: [], note: () => {} };
  let at = start + 1;
  for (; at < words.length && words[at]!.startsWith('-') && words[at] !== '--'; at++) {
    for (const [flag, inline] of flagsOf(words[at]!)) {
      const name = LONG[flag] ?? flag;
      const place = (code: NotCarried['code'] = 'unknown', params: Record<string, string> = {}) => report(flag, code, params);
      draft.note = place;
      if (name in SWITCHES) SWITCHES[name]!(draft, inline ?? '', flag);
      else if (name in VALUES) VALUES[name]!(draft, inline ?? words[++at] ?? '', flag);
      else {
        // What it takes is not known: a word that could not be an image's name is its value.
        const value = inline ?? (at + 2 < words.length && !words[at + 1]!.startsWith('-') ? words[++at] : undefined);
        report(flag, 'unknown', value === undefined ? {} : { value });
      }
    }
  }
  if (words[at] === '--') at++;
  const image = words[at];
  if (!image) throw importErrors('no_image', { at: 'docker run' });
  const args = words.slice(at + 1);
  const { spec } = draft;
  spec.image = image;
  if (args.length > 0) spec.args = args;
  if (spec.networks && (draft.aliases.length > 0 || draft.address)) spec.networks = spec.networks.map((network, index) => (index === 0 ? { ...network, ...(draft.aliases.length > 0 && { aliases: draft.aliases }), ...(draft.address && { address: draft.address }) } : network));
  else for (const alias of draft.aliases) report('--network-alias', 'unknown', { value: alias });
  if (draft.check.command) spec.healthChecks = [{ protocol: 'COMMAND', command: draft.check.command, ...draft.check }];
  else if (Object.keys(draft.check).length > 0) report('--health-cmd', 'unknown');
  const name = draft.name ?? nameOfImage(image);
  return { apps: [{ path: joinPath(group, name), spec }], notCarried, networks: [] };
}

/** `--env=A=1` → one flag with its value; `-it` → two; `-p8080:80` → one with its value. */
function flagsOf(word: string): [string, string | undefined][] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]];
  }
  const found: [string, string | undefined][] = [];
  for (let at = 1; at < word.length; at++) {
    const flag = `-${word[at]}`;
    if (flag in SWITCHES) found.push([flag, undefined]);
    else {
      const rest = word.slice(at + 1).replace(/^=/, '');
      found.push([flag, rest === '' ? undefined : rest]);
      break;
    }
  }
  return found;
}
