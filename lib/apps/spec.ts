import { z } from 'zod';

const SEGMENT = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const refuse = (ctx: z.RefinementCtx, code: string, path: PropertyKey[], params: Record<string, string | number> = {}) =>
  void ctx.addIssue({ code: 'custom', message: code, path, params: { code: `apps.${code}`, params } });

/** `/group/name`: lower-case letters, digits and inner hyphens. */
export const appPath = z.string().max(255).superRefine((value, ctx) => {
  const [root, ...segments] = value.split('/');
  if (root !== '' || segments.length === 0 || segments.length > 8 || !segments.every((segment) => SEGMENT.test(segment))) refuse(ctx, 'bad_path', [], { path: value.slice(0, 80) });
});

const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/);
const absolute = z.string().max(4096).regex(/^\/(?!.*(^|\/)\.\.(\/|$))/);
const volumeName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}$/);

export const appPort = z.strictObject({
  containerPort: z.number().int().min(1).max(65535),
  /** Left out: the engine chooses a free one. */
  hostPort: z.number().int().min(1).max(65535).optional(),
  protocol: z.enum(['tcp', 'udp']).default('tcp'),
  name: z.string().max(63).optional(),
});

export const appVolume = z.discriminatedUnion('type', [
  /** `singleWriter`: two instances must never have it at the same time, so that one goes before the next comes. */
  z.strictObject({ type: z.literal('volume'), source: volumeName, containerPath: absolute, readOnly: z.boolean().default(false), singleWriter: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('tmpfs'), containerPath: absolute, sizeMb: z.number().int().min(1).max(65536).default(64) }),
  /** A folder of the host: only for those who may manage containers, since it reaches the host. */
  z.strictObject({ type: z.literal('host'), source: absolute, containerPath: absolute, readOnly: z.boolean().default(true) }),
]);

export const healthCheck = z.strictObject({
  /** Run inside of the instance; exit code 0 is healthy. */
  command: z.array(z.string().max(4096)).min(1).max(64),
  intervalSeconds: z.number().min(1).max(3600).default(10),
  timeoutSeconds: z.number().min(1).max(600).default(5),
  gracePeriodSeconds: z.number().min(0).max(3600).default(0),
  maxConsecutiveFailures: z.number().int().min(1).max(100).default(3),
});

const holdSeconds = z.number().int().min(0).max(604_800).optional();
export const canaryStep = z.union([
  /** Without `holdSeconds` the step waits for *Promote*. */
  z.strictObject({ percent: z.number().min(1).max(100), holdSeconds }),
  z.strictObject({ instances: z.number().int().min(1).max(1000), holdSeconds }),
]);

export const upgradeStrategy = z.strictObject({
  kind: z.enum(['rolling', 'blueGreen', 'canary', 'recreate']).default('rolling'),
  /** Share of the wanted instances that stay ready throughout. */
  minimumHealthCapacity: z.number().min(0).max(1).default(1),
  /** Share of the wanted instances that may stand beside them; one more is always allowed where nothing could move otherwise. */
  maximumOverCapacity: z.number().min(0).max(1).default(0.25),
  /** How long a new instance must stay up, or healthy, before it counts. */
  minHealthySeconds: z.number().min(0).max(3600).default(3),
  /** Longest time without a new ready instance. */
  deadlineSeconds: z.number().int().min(5).max(86_400).default(300),
  onFailure: z.enum(['rollBack', 'pause']).default('rollBack'),
  /** Blue-green: how long the old set stays warm after the switch. */
  keepForSeconds: z.number().int().min(0).max(604_800).default(600),
  canarySteps: z.array(canaryStep).min(1).max(20).default([{ percent: 10 }, { percent: 50 }]),
});
export type UpgradeStrategy = z.infer<typeof upgradeStrategy>;

export const appSpec = z
  .strictObject({
    image: z.string().min(1).max(512).regex(/^[a-zA-Z0-9][\w.\-/:@]*$/),
    pullPolicy: z.enum(['missing', 'always', 'never']).default('missing'),
    entrypoint: z.array(z.string().max(8192)).max(64).optional(),
    args: z.array(z.string().max(8192)).max(256).optional(),
    instances: z.number().int().min(0).max(100).default(1),
    /** Cores; 0.5 is half of one. */
    cpus: z.number().min(0.01).max(512).default(0.5),
    /** MiB, a hard limit. */
    mem: z.number().int().min(6).max(4_194_304).default(256),
    env: z.record(envName, z.string().max(65_536)).default({}),
    labels: z.record(z.string().min(1).max(255), z.string().max(65_536)).default({}),
    ports: z.array(appPort).max(50).default([]),
    volumes: z.array(appVolume).max(50).default([]),
    /** The engine's default bridge unless named. */
    network: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/).max(128).optional(),
    restart: z.enum(['always', 'on-failure', 'no']).default('always'),
    log: z.strictObject({ maxSizeMb: z.number().int().min(1).max(1024).default(10), maxFiles: z.number().int().min(1).max(20).default(3) }).prefault({}),
    healthCheck: healthCheck.optional(),
    user: z.string().regex(/^[a-zA-Z0-9_][a-zA-Z0-9_.-]*(:[a-zA-Z0-9_][a-zA-Z0-9_.-]*)?$/).max(128).optional(),
    workingDir: absolute.optional(),
    taskKillGracePeriodSeconds: z.number().int().min(0).max(600).default(10),
    upgradeStrategy: upgradeStrategy.prefault({}),
  })
  .superRefine((spec, ctx) => {
    for (const label of Object.keys(spec.labels)) if (/^(gantry|com\.docker)\./.test(label)) refuse(ctx, 'reserved_label', ['labels', label], { label });
    if (spec.network && ['host', 'none'].includes(spec.network)) refuse(ctx, 'network_not_allowed', ['network'], { network: spec.network });
    refuseRepeated(spec.ports.map((port) => `${port.containerPort}/${port.protocol}`), (value, index) => refuse(ctx, 'port_repeated', ['ports', index, 'containerPort'], { port: value }));
    refuseRepeated(spec.ports.map((port) => (port.hostPort ? `${port.hostPort}/${port.protocol}` : undefined)), (value, index) => refuse(ctx, 'port_repeated', ['ports', index, 'hostPort'], { port: value }));
    refuseRepeated(spec.volumes.map((volume) => volume.containerPath), (value, index) => refuse(ctx, 'path_repeated', ['volumes', index, 'containerPath'], { path: value }));
    const single = spec.volumes.findIndex((volume) => volume.type === 'volume' && volume.singleWriter);
    if (single >= 0 && spec.instances > 1) refuse(ctx, 'single_writer_many', ['volumes', single, 'singleWriter'], { instances: spec.instances });
    const fixed = spec.ports.findIndex((port) => port.hostPort !== undefined);
    if (fixed >= 0 && spec.instances > 1) refuse(ctx, 'fixed_port_many', ['ports', fixed, 'hostPort'], { port: spec.ports[fixed]!.hostPort!, instances: spec.instances });
  });

export type AppSpec = z.infer<typeof appSpec>;
export type AppSpecInput = z.input<typeof appSpec>;

function refuseRepeated(values: (string | undefined)[], refuseAt: (value: string, index: number) => void): void {
  values.forEach((value, index) => value !== undefined && values.indexOf(value) !== index && refuseAt(value, index));
}

/** What keeps two instances from standing side by side, so that one must go before the next comes. */
export const isExclusive = (spec: AppSpec) => spec.ports.some((port) => port.hostPort !== undefined) || spec.volumes.some((volume) => volume.type === 'volume' && volume.singleWriter);
