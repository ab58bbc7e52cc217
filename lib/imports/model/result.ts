import type { AppSpecInput } from '@/lib/apps/spec';
import type { NotCarried } from './reader';

export interface ImportedApp {
  path: string;
  spec: AppSpecInput;
}
export interface ImportResult {
  apps: ImportedApp[];
  /** What the source says and the apps do not. */
  notCarried: NotCarried[];
  /** Networks that the apps name and that the source would have made. */
  networks: string[];
}

export interface ImportOptions {
  /** Everything gets a path below this group. */
  group: string;
  /** Of a Compose file: which profiles are wanted. */
  profiles?: readonly string[];
  /** Of a Compose file: what `${NAME}` stands for. */
  variables?: Record<string, string>;
}

/** A collector of what is not carried. */
export function collect() {
  const notCarried: NotCarried[] = [];
  return { notCarried, report: (at: string, code: NotCarried['code'] = 'unknown', params: Record<string, string> = {}) => void notCarried.push({ at, code, params }) };
}
