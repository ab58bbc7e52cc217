import { processState } from '@/lib/platform/server/process-state';
import { maskerOf } from '../model/mask-values';

/** Which secrets a container was given: told by the slice that gives them. */
export const secretsGiven = () => processState('secrets-given', () => ({ to: (_containerId: string): Promise<readonly string[]> => Promise.resolve([]) }));

/** Covers the secrets of a container in what is shown of it: its log, its description. */
export const maskFor = async (containerId: string): Promise<(text: string) => string> => maskerOf(await secretsGiven().to(containerId));
