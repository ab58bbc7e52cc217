import { added, least, most, NOTHING, times, type Amounts } from '@/lib/groups/model/quota';
import { isExclusive, type AppSpec } from '../spec';
import { rolloutOf } from './rollout';

type Sized = Pick<AppSpec, 'cpus' | 'mem' | 'disk' | 'sidecars'>;

/** Of one instance with all of its containers. */
export const amountsOf = (spec: Sized): Amounts => ({
  cpus: [spec, ...spec.sidecars].reduce((sum, { cpus }) => sum + cpus, 0),
  mem: [spec, ...spec.sidecars].reduce((sum, { mem }) => sum + mem, 0),
  disk: spec.disk ?? 0,
  instances: 1,
});

export interface Set {
  spec: AppSpec;
  instances: number;
}
const sum = ({ spec, instances }: Set): Amounts => times(amountsOf(spec), instances);

/** What an app holds that stands as it is wanted; null: suspended. */
export const steady = (wanted: Set | null): Amounts => (wanted ? sum(wanted) : NOTHING);

/**
 * The most that the way from one wanted state to another may hold at once. `old`: all that may still stand, that of a
 * superseded deployment too. The rollout never has more than `maxTotal` instances, of whichever version.
 */
export function peak(old: readonly Set[], wanted: Set | null, changesVersion: boolean): Amounts {
  const before = old.map(sum).reduce(most, NOTHING);
  if (!wanted) return before;
  const after = sum(wanted);
  const standing = Math.max(0, ...old.map(({ instances }) => instances));
  const observed = Array.from({ length: standing }, (_, index) => ({ id: String(index), slot: index + 1, version: 0, generation: 0, readiness: 'ready' as const }));
  const { maxTotal, stopFirst } = rolloutOf({ wanted: { version: 1, generation: 0, instances: wanted.instances, previous: null }, observed, strategy: wanted.spec.upgradeStrategy, exclusive: isExclusive(wanted.spec), phase: 'running', changesVersion, progress: {} });
  if (stopFirst || standing === 0) return most(before, after);
  const largest = [...old.map(({ spec }) => amountsOf(spec)), amountsOf(wanted.spec)].reduce(most, NOTHING);
  const together = added(old.map(sum).reduce(added, NOTHING), after);
  return most(most(before, after), least(times(largest, Math.max(maxTotal, standing, wanted.instances)), together));
}
