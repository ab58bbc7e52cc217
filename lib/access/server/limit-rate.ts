import { platformErrors } from '@/lib/platform/errors';
import { countInWindow } from './rate-limit.repo';

/** Throws 429 with the seconds to wait once `key` came more than `most` times within the window. Holds across processes. */
export async function limitRate(key: string, most: number, windowMs: number): Promise<void> {
  const { count, leftMs } = await countInWindow(key, windowMs);
  if (count > most) throw platformErrors('too_many_requests', { seconds: Math.max(1, Math.ceil(leftMs / 1000)) });
}
