import { processState } from '@/lib/platform/server/process-state';
import type { EngineCollector } from './engine-collector';

/** The collector of each connected engine, by environment id. */
export const collectors = () => processState('metrics-collectors', () => new Map<string, EngineCollector>());
