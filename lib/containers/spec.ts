import { z } from 'zod';

const text = (max: number) => z.string().max(max);

/** `kept`: the value of the container that is edited or copied, which a form need not know. */
export const envEntry = z.union([
  z.strictObject({ name: text(1024), value: text(128 * 1024) }),
  z.strictObject({ name: text(1024), kept: z.literal(true) }),
]);

export const portEntry = z.strictObject({
  containerPort: z.number().int(),
  protocol: z.enum(['tcp', 'udp', 'sctp']).default('tcp'),
  /** Left out: the engine chooses a free one. */
  hostPort: z.number().int().optional(),
  hostAddress: text(64).optional(),
});

export const mountEntry = z.strictObject({
  type: z.enum(['volume', 'bind', 'tmpfs']),
  /** Name of the volume or path on the host; none for tmpfs, none for a new anonymous volume. */
  source: text(4096).optional(),
  target: text(4096),
  readOnly: z.boolean().default(false),
});

export const restartPolicy = z.strictObject({ name: z.enum(['no', 'always', 'unless-stopped', 'on-failure']), maximumRetryCount: z.number().int().min(0).max(1000).default(0) });

/**
 * What the form of a container shows. Everything else of an edited or copied container (capabilities, devices, labels,
 * health check, log settings, …) is taken over as it is.
 */
export const containerSpec = z.strictObject({
  name: text(200),
  image: text(512),
  /** Empty: what the image says. */
  command: z.array(text(64 * 1024)).max(1000).default([]),
  env: z.array(envEntry).max(1000).default([]),
  ports: z.array(portEntry).max(500).default([]),
  mounts: z.array(mountEntry).max(200).default([]),
  /** Network to start in: its name, `bridge`, `host` or `none`. */
  network: text(256).default('bridge'),
  restart: restartPolicy.default({ name: 'no', maximumRetryCount: 0 }),
  cpus: z.number().nullable().default(null),
  memoryBytes: z.number().int().nullable().default(null),
});
export type ContainerSpec = z.infer<typeof containerSpec>;
export type ContainerSpecInput = z.input<typeof containerSpec>;
export type MountEntry = z.infer<typeof mountEntry>;
