/** What was seen of one instance since the canary began. */
export interface Sample {
  of: 'old' | 'new';
  healthy: boolean;
  restarts: number;
  /** Of its last end, if it ended. */
  exitCode: number | null;
}

export interface Side {
  instances: number;
  unhealthy: number;
  restarts: number;
  /** Ends with another exit code than 0. */
  failedExits: number;
}
export interface Analysis {
  old: Side;
  new: Side;
  /** `worse`: a larger share of the new ones fails than of the old; `unsure`: nothing old or nothing new to compare. */
  verdict: 'good' | 'worse' | 'unsure';
}

/** Compares the new version with the old by shares, so that one canary is judged against any number of old ones. */
export function analyseCanary(samples: readonly Sample[]): Analysis {
  const side = (of: Sample['of']): Side => {
    const own = samples.filter((one) => one.of === of);
    return { instances: own.length, unhealthy: own.filter(({ healthy }) => !healthy).length, restarts: own.reduce((sum, { restarts }) => sum + restarts, 0), failedExits: own.filter(({ exitCode }) => exitCode !== null && exitCode !== 0).length };
  };
  const [old, fresh] = [side('old'), side('new')];
  if (old.instances === 0 || fresh.instances === 0) return { old, new: fresh, verdict: 'unsure' };
  const worse = (['unhealthy', 'restarts', 'failedExits'] as const).some((name) => fresh[name] / fresh.instances > old[name] / old.instances);
  return { old, new: fresh, verdict: worse ? 'worse' : 'good' };
}
