import { z } from 'zod';

const holdSeconds = z.number().int().min(0).max(604_800).optional();
export const canaryStep = z.union([
  /** Without `holdSeconds` the step waits for *Promote*. */
  /** Of the traffic where the app has routes, and of the instances; 0: only what bears `canaryHeader`. */
  z.strictObject({ percent: z.number().min(0).max(100), holdSeconds }),
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
  /** Requests with this header go to the new version as soon as it is ready, whatever the share. */
  canaryHeader: z.strictObject({ name: z.string().max(128).regex(/^[A-Za-z0-9-]+$/), value: z.string().min(1).max(256).regex(/^[\x20-\x7e]+$/) }).optional(),
  /** What of a page stays with the version that the page came from while both run: the files that it asks for, all of the visit, or nothing. */
  keepPages: z.enum(['assets', 'session', 'off']).default('assets'),
  canarySteps: z.array(canaryStep).min(1).max(20).default([{ percent: 10 }, { percent: 50 }]),
});
export type UpgradeStrategy = z.infer<typeof upgradeStrategy>;
