import { processState } from '@/lib/platform/server/process-state';

type NeededBy = (environmentId: string, idOrName: string) => string | undefined;

/**
 * What a higher slice needs though no container uses it now: the images, volumes and networks of an app that is suspended
 * or can be rolled back. Each tells the path of what needs it; nothing removes those.
 */
export const keptThings = () => processState('kept-things', (): Record<'image' | 'volume' | 'network', NeededBy> => ({ image: () => undefined, volume: () => undefined, network: () => undefined }));
