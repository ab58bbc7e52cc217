import { z } from 'zod';
import { OPERATORS, ULIMITS } from './words';
import { absolute, command, env, imageName, userName, volumeName, settingName } from './values';

export const appPort = z.strictObject({
  containerPort: z.number().int().min(1).max(65535),
  /** Left out: the engine chooses a free one. */
  hostPort: z.number().int().min(1).max(65535).optional(),
  protocol: z.enum(['tcp', 'udp']).default('tcp'),
  name: z.string().min(1).max(63).optional(),
});

export const appVolume = z.discriminatedUnion('type', [
  /** `singleWriter`: two instances must never have it at the same time, so that one goes before the next comes. */
  z.strictObject({ type: z.literal('volume'), source: volumeName, containerPath: absolute, readOnly: z.boolean().default(false), singleWriter: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('tmpfs'), containerPath: absolute, sizeMb: z.number().int().min(1).max(65536).default(64) }),
  /** A folder of the host: only for those who may manage containers, since it reaches the host. */
  z.strictObject({ type: z.literal('host'), source: absolute, containerPath: absolute, readOnly: z.boolean().default(true) }),
]);

export const appNetwork = z.strictObject({
  /** `bridge` is the engine's own; `host` only for those who may manage containers; `none` is no network at all. */
  name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/).max(128),
  /** Further names under which others on that network find the instances. */
  aliases: z.array(z.string().regex(/^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?$/)).max(20).default([]),
  /** A fixed IPv4 address: one instance at most. */
  address: z.ipv4().optional(),
});

/** -1 is without a limit. */
const limit = z.number().int().min(-1).max(Number.MAX_SAFE_INTEGER);
export const ulimit = z.strictObject({ name: z.enum(ULIMITS), soft: limit, hard: limit });

/** Kept with the version and mounted read-only. */
export const configFile = z.strictObject({ path: absolute.refine((path) => !path.endsWith('/')), /** The text itself, or a secret of the group. */
  content: z.union([z.string().max(262_144), z.strictObject({ secret: settingName })]), /** As in chmod, octal. */ mode: z.string().regex(/^0[0-7]{3}$/).default('0444') });

/** Of the kernel, without `CAP_`: NET_ADMIN. Open only where a group's policy says so. */
export const capability = z.string().regex(/^(?!CAP_)[A-Z][A-Z_]{1,39}$/);
/** A device of the host, under the same path in the container unless said otherwise. */
export const device = z.strictObject({ source: absolute.refine((path) => path.startsWith('/dev/')), containerPath: absolute.optional(), permissions: z.string().regex(/^(?=.)r?w?m?$/).default('rwm') });

/** `field` is `hostname` or a label of the host. */
export const constraint = z.strictObject({ field: z.string().min(1).max(255), operator: z.enum(OPERATORS), value: z.string().max(1024).optional() });
export type Constraint = z.infer<typeof constraint>;

/** A driver's own options; the size and number of files are bounded whatever the driver. */
export const logOptions = z.strictObject({
  driver: z.enum(['json-file', 'local', 'journald', 'syslog', 'fluentd', 'gelf', 'none']).default('json-file'),
  maxSizeMb: z.number().int().min(1).max(1024).default(10),
  maxFiles: z.number().int().min(1).max(20).default(3),
  options: z.record(z.string().max(128), z.string().max(1024)).default({}),
});

export const backoff = z.strictObject({
  /** Wait after the first failure. */
  seconds: z.number().min(0).max(3600).default(1),
  /** Each further failure in a row waits so many times longer. */
  factor: z.number().min(1).max(10).default(1.5),
  maxSeconds: z.number().min(0).max(86_400).default(300),
});
export type Backoff = z.infer<typeof backoff>;

const cpus = z.number().min(0.01).max(512);
const mem = z.number().int().min(6).max(4_194_304);
export const resources = { /** Cores; 0.5 is half of one. */ cpus: cpus.default(0.5), /** MiB, a hard limit. */ mem: mem.default(256) };

/** What one container runs: said of the app's main container and of each sidecar. */
export const process = {
  image: imageName,
  pullPolicy: z.enum(['missing', 'always', 'never']).default('missing'),
  /** Name of a stored credential. */
  registryCredential: z.string().min(1).max(64).optional(),
  /** A line for `/bin/sh -c`; where the image has no shell, `args`. */
  cmd: z.string().min(1).max(65_536).optional(),
  args: command.optional(),
  entrypoint: command.optional(),
  env: env.default({}),
  user: userName.optional(),
  workingDir: absolute.optional(),
};

/** Shares the network and the volumes of its instance, and lives and dies with it. */
export const sidecar = z.strictObject({ name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/), ...process, cpus: cpus.default(0.1), mem: mem.default(64) });
export type Sidecar = z.infer<typeof sidecar>;

export const preStop = z.strictObject({ /** Run inside of the instance before TERM. */ command, timeoutSeconds: z.number().int().min(1).max(600).default(10) });

/** Run once as a further instance of the new version, before or after it rolls out. */
export const deployHook = z.strictObject({ command, timeoutSeconds: z.number().int().min(1).max(3600).default(300) });
