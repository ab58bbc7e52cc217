import { processState } from '@/lib/platform/server/process-state';

type Leave = (environmentId: string) => Promise<void>;

/** What higher slices have on an engine beside the apps, and take with them when it is forgotten. */
export const leaving = () => processState('environment-leaving', () => new Map<string, Leave>());
