import { processState } from '@/lib/platform/server/process-state';

/** Set by the controller where it runs: have it look now. */
export const acmeWaker = () => processState('acme-waker', (): { wake: () => void } => ({ wake: () => {} }));
export const wakeAcme = () => acmeWaker().wake();
