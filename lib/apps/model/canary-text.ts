import type { AppSpecInput } from '../spec';

type Steps = NonNullable<NonNullable<AppSpecInput['upgradeStrategy']>['canarySteps']>;

/** `10%, 3 for 60s`: a share or a number of instances, and how long it holds; without a time it waits for a person. */
export const printCanarySteps = (steps: Steps | undefined): string =>
  (steps ?? []).map((step) => ('percent' in step ? `${step.percent}%` : `${step.instances}`) + (step.holdSeconds === undefined ? '' : ` for ${step.holdSeconds}s`)).join(', ');

/** Undefined for an empty or an unreadable text. */
export function parseCanarySteps(text: string): Steps | undefined {
  const parts = text.split(/[,，]/).map((part) => part.trim()).filter(Boolean);
  const steps = parts.map((part) => /^(\d+(?:\.\d+)?)\s*(%)?(?:\s+for\s+(\d+)\s*s)?$/.exec(part));
  if (parts.length === 0 || steps.some((step) => !step)) return undefined;
  return steps.map((step) => {
    const [, amount, percent, hold] = step!;
    return { ...(percent ? { percent: Number(amount) } : { instances: Number(amount) }), ...(hold !== undefined && { holdSeconds: Number(hold) }) };
  }) as Steps;
}
