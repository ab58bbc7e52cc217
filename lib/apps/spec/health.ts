import { z } from 'zod';
import { command } from './values';

/** By number or by the name it has in `ports`; left out: the first of `ports`. */
const checkedPort = z.union([z.number().int().min(1).max(65535), z.string().min(1).max(63)]).optional();
const urlPath = z.string().max(2048).regex(/^\/[^\s]*$/);

const rhythm = {
  /** Failures this early are not counted. */
  gracePeriodSeconds: z.number().min(0).max(3600).default(0),
  intervalSeconds: z.number().min(1).max(3600).default(10),
  timeoutSeconds: z.number().min(0.1).max(600).default(5),
  maxConsecutiveFailures: z.number().int().min(1).max(100).default(3),
};

export const healthCheck = z.discriminatedUnion('protocol', [
  /** A status from 200 to 399 is healthy. Gantry asks, so the image needs no shell. */
  z.strictObject({ protocol: z.literal('HTTP'), path: urlPath.default('/'), port: checkedPort, ...rhythm }),
  /** As HTTP; the certificate is not checked, since an instance is reached by its address. */
  z.strictObject({ protocol: z.literal('HTTPS'), path: urlPath.default('/'), port: checkedPort, ...rhythm }),
  /** A connection that opens is healthy. */
  z.strictObject({ protocol: z.literal('TCP'), port: checkedPort, ...rhythm }),
  /** Docker runs it inside of the instance; exit code 0 is healthy. */
  z.strictObject({ protocol: z.literal('COMMAND'), command, ...rhythm }),
]);
export type HealthCheck = z.infer<typeof healthCheck>;
export type ProbedCheck = Exclude<HealthCheck, { protocol: 'COMMAND' }>;

/** Asked until it is answered once; a rollout goes on only then, while the health of the instance is not judged by it. */
export const readinessCheck = z.strictObject({
  protocol: z.enum(['HTTP', 'HTTPS']).default('HTTP'),
  path: urlPath.default('/'),
  port: checkedPort,
  intervalSeconds: z.number().min(1).max(3600).default(5),
  timeoutSeconds: z.number().min(0.1).max(600).default(5),
  /** Left out: 200 to 399. */
  httpStatusCodesForReady: z.array(z.number().int().min(100).max(599)).min(1).max(50).optional(),
});
export type ReadinessCheck = z.infer<typeof readinessCheck>;
