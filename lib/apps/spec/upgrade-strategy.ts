import { z } from 'zod';

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
