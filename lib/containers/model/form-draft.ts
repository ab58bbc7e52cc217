import type { ContainerSpec, ContainerSpecInput } from '../spec';
import { joinCommand, splitCommand } from './split-command';

export interface EnvDraft { key: number; name: string; value: string; kept: boolean }
export interface PortDraft { key: number; containerPort: string; hostPort: string; protocol: 'tcp' | 'udp' | 'sctp'; hostAddress: string }
export interface MountDraft { key: number; type: 'volume' | 'bind' | 'tmpfs'; source: string; target: string; readOnly: boolean }

/** The form as typed: all text, so that what cannot be read yet can stand there with a sentence beside it. */
export interface FormDraft {
  name: string;
  image: string;
  command: string;
  env: EnvDraft[];
  ports: PortDraft[];
  mounts: MountDraft[];
  network: string;
  restart: ContainerSpec['restart']['name'];
  retries: string;
  cpus: string;
  memoryMib: string;
}

export const EMPTY_DRAFT: FormDraft = { name: '', image: '', command: '', env: [], ports: [], mounts: [], network: 'bridge', restart: 'unless-stopped', retries: '', cpus: '', memoryMib: '' };
const MIB = 1024 * 1024;

export function toDraft(spec: ContainerSpec): FormDraft {
  return {
    name: spec.name, image: spec.image, command: joinCommand(spec.command),
    env: spec.env.map((entry, key) => ({ key, name: entry.name, value: 'value' in entry ? entry.value : '', kept: 'kept' in entry })),
    ports: spec.ports.map(({ containerPort, hostPort, protocol, hostAddress }, key) => ({ key, containerPort: String(containerPort), hostPort: hostPort ? String(hostPort) : '', protocol, hostAddress: hostAddress ?? '' })),
    mounts: spec.mounts.map(({ type, source, target, readOnly }, key) => ({ key, type, source: source ?? '', target, readOnly })),
    network: spec.network, restart: spec.restart.name, retries: spec.restart.maximumRetryCount ? String(spec.restart.maximumRetryCount) : '',
    cpus: spec.cpus === null ? '' : String(spec.cpus), memoryMib: spec.memoryBytes === null ? '' : String(Math.round((spec.memoryBytes / MIB) * 100) / 100),
  };
}

const ANONYMOUS = /^[0-9a-f]{64}$/;

/** A copy gets a name, host ports and nameless volumes of its own. */
export function toCopyDraft(spec: ContainerSpec): FormDraft {
  const draft = toDraft(spec);
  return {
    ...draft,
    name: `${draft.name.slice(0, 120)}-copy`,
    ports: draft.ports.map((port) => ({ ...port, hostPort: '' })),
    mounts: draft.mounts.map((mount) => (mount.type === 'volume' && ANONYMOUS.test(mount.source) ? { ...mount, source: '' } : mount)),
  };
}

export type DraftErrors = Record<string, 'notANumber' | 'required' | 'unfinished'>;

/** The spec of a draft, or which fields cannot be read; paths are those of the API. */
export function readDraft(draft: FormDraft): { spec: ContainerSpecInput } | { errors: DraftErrors } {
  const errors: DraftErrors = {};
  const number = (path: string, text: string) => {
    const value = Number(text.trim());
    if (text.trim() === '' || !Number.isFinite(value)) errors[path] = 'notANumber';
    return value;
  };
  const optional = (path: string, text: string) => (text.trim() === '' ? undefined : number(path, text));
  if (draft.name.trim() === '') errors.name = 'required';
  if (draft.image.trim() === '') errors.image = 'required';
  const command = splitCommand(draft.command);
  if ('unfinished' in command) errors.command = 'unfinished';
  const memory = optional('memoryBytes', draft.memoryMib);
  const retries = draft.restart === 'on-failure' ? optional('restart.maximumRetryCount', draft.retries) : undefined;
  const spec: ContainerSpecInput = {
    name: draft.name.trim(), image: draft.image.trim(), command: 'words' in command ? command.words : [],
    env: draft.env.map(({ name, value, kept }) => (kept ? { name, kept: true as const } : { name, value })),
    ports: draft.ports.map((port, index) => {
      const hostPort = optional(`ports[${index}].hostPort`, port.hostPort);
      return { containerPort: number(`ports[${index}].containerPort`, port.containerPort), protocol: port.protocol, ...(hostPort !== undefined && { hostPort }), ...(port.hostAddress && { hostAddress: port.hostAddress }) };
    }),
    mounts: draft.mounts.map(({ type, source, target, readOnly }) => ({ type, ...(source && type !== 'tmpfs' && { source }), target, readOnly })),
    network: draft.network,
    restart: { name: draft.restart, maximumRetryCount: retries ?? 0 },
    cpus: optional('cpus', draft.cpus) ?? null,
    memoryBytes: memory === undefined ? null : Math.round(memory * MIB),
  };
  return Object.keys(errors).length > 0 ? { errors } : { spec };
}

/** How many bytes a limit typed in MiB is; null without one, undefined when it is no number. */
export function readMib(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text.trim());
  return Number.isFinite(value) ? Math.round(value * MIB) : undefined;
}
