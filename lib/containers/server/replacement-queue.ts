import { processState } from '@/lib/platform/server/process-state';
import type { Creation } from '../model/create-body';

/** What an edit asks for. Held in memory alone, since it holds secrets: an edit that has made nothing yet does not outlive its process. */
export interface ReplacementRequest {
  image: string;
  creation: Creation;
}

interface Queue {
  requests: Map<string, ReplacementRequest>;
  /** Set by the controller. */
  wake: (id: string) => void;
}

export const replacementQueue = () => processState<Queue>('container-replacements', () => ({ requests: new Map(), wake: () => {} }));
