import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

export const metricSample = z.object({
  /** Milliseconds since 1970, by the console's clock. */
  at: z.number(),
  /** One busy core = 100. */
  cpuPercent: z.number(),
  /** Working set: what is in use without the file cache that can be dropped. */
  memoryBytes: z.number(),
  /** 0: no limit but the host's memory. */
  memoryLimitBytes: z.number(),
  netRxBytesPerSec: z.number(),
  netTxBytesPerSec: z.number(),
  blockReadBytesPerSec: z.number(),
  blockWriteBytesPerSec: z.number(),
});
export type MetricSample = z.infer<typeof metricSample>;

export const environmentTotal = z.object({
  cpuPercent: z.number(),
  memoryBytes: z.number(),
  /** Running containers that the figures are of. */
  containers: z.number(),
  /** Of the host; 0 while unknown. */
  cpus: z.number(),
  hostMemoryBytes: z.number(),
  /** Sum of the limits of the running containers; those without one are counted. */
  reservedCpus: z.number(),
  reservedMemoryBytes: z.number(),
  withoutCpuLimit: z.number(),
  withoutMemoryLimit: z.number(),
});
export type EnvironmentTotal = z.infer<typeof environmentTotal>;

/** `kind: 'metrics'` on the live stream: the latest of every running container of one environment. */
export const metricsLiveEvent = z.object({
  environmentId: z.string(),
  at: z.number(),
  /** How often each container is sampled; grows with their number where the engine has to be asked. */
  intervalMs: z.number(),
  /** CPU percent, memory bytes, memory limit bytes; rounded, so that hundreds stay small. */
  samples: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])),
  total: environmentTotal,
});
export type MetricsLiveEvent = z.infer<typeof metricsLiveEvent>;

export const listMetrics = endpoint({
  method: 'GET',
  path: '/api/v1/metrics',
  summary: 'Latest CPU and memory of every running container, and totals per environment',
  permission: 'container:view', on: 'somewhere',
  query: z.strictObject({ environment: z.uuid().optional() }),
  response: z.object({ items: z.array(metricsLiveEvent) }),
});

export const getContainerStats = endpoint({
  method: 'GET',
  path: '/api/v1/environments/[environmentId]/containers/[containerId]/stats',
  summary: 'Samples of one container over the last quarter of an hour',
  permission: 'container:view', on: 'container',
  params: z.strictObject({ environmentId: z.uuid(), containerId: z.string().min(1).max(255) }),
  /** `since`: only samples after this moment (milliseconds). */
  query: z.strictObject({ since: z.coerce.number().min(0).default(0) }),
  response: z.object({ items: z.array(metricSample), intervalMs: z.number(), keptMs: z.number() }),
});
