import { createHmac, timingSafeEqual } from 'node:crypto';
import { createTranslator } from 'next-intl';
import { hasHook, setHook } from '@/lib/apps/server/deploy-image';
import { getApp } from '@/lib/apps/server/get-app';
import { loadMessages, type Locale } from '@/lib/messages';
import { isAppError } from '@/lib/platform/errors';
import { config } from '@/lib/platform/server/config';
import { randomToken, sha256 } from '@/lib/platform/server/seal';
import type { HookDto } from '../contract';
import { ciErrors } from '../errors';
import { drawBadge, type BadgeTone } from '../model/draw-badge';

const PREFIX = 'gth_';
const TONES: Record<string, BadgeTone> = { running: 'good', deploying: 'busy', recovering: 'busy', waiting: 'warning', delayed: 'warning', degraded: 'warning', failed: 'bad', suspended: 'off', destroying: 'off' };

export async function createHook(appId: string): Promise<{ token: string }> {
  const token = PREFIX + randomToken();
  await setHook(appId, sha256(token));
  return { token };
}
export const deleteHook = (appId: string) => setHook(appId, null);

/** Nobody guesses it, so that only who was given a badge's address learns an app's status. */
const signatureOf = (appId: string) => createHmac('sha256', `${config.secret} badge`).update(appId).digest('hex').slice(0, 32);

export async function getHook(appId: string): Promise<HookDto> {
  return { hasToken: await hasHook(appId), badgePath: `/api/v1/badges/${appId}.${signatureOf(appId)}` };
}

export async function getBadge(key: string, locale: Locale): Promise<string> {
  const [appId = '', signature = ''] = key.split('.');
  const right = Buffer.from(signatureOf(appId));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw ciErrors('badge_unknown');
  const app = await getApp(appId, locale).catch((error: unknown) => {
    if (isAppError(error) && error.status === 404) throw ciErrors('badge_unknown');
    throw error;
  });
  const t = createTranslator({ locale, messages: (await loadMessages(locale)) as never }) as unknown as (key: string) => string;
  return drawBadge(app.path.split('/').at(-1)!, `${t(`apps.status.${app.status}`)} ${app.instances.ready}/${app.instances.wanted}`, TONES[app.status] ?? 'off');
}
