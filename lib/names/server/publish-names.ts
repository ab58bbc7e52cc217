import { unseal } from '@/lib/platform/server/seal';
import { publisherSettings } from '../contract';
import type { FeedApp } from '../model/feed';
import { planNames } from '../model/plan-names';
import { recordsOf } from '../model/records-of';
import { environmentIsGone, findPublisher, forgetPublisher, noteSending, noteSent, noteSuccess, noteWithdrawn } from './publisher.repo';
import { openPublisher } from './publisher';

const AGAIN_MS = { out: 10 * 60_000, taken: 30_000 };

/**
 * One pass over one publisher: loads what is out, plans, withdraws and puts, each noted before it is sent. `apps` is
 * undefined where nothing is known of the environment; then only what is to go anyway is withdrawn. True if anything changed.
 */
export async function publishNames(id: string, apps: readonly FeedApp[] | undefined): Promise<boolean> {
  const row = await findPublisher(id);
  if (!row) return false;
  const settings = publisherSettings.parse(row.settings);
  const isLeaving = row.removedAt !== null || (!apps && (await environmentIsGone(row.environmentId)));
  const isOff = isLeaving || !row.enabled;
  if (!isOff && !apps) return false;
  const { withdraw, put } = planNames(isOff ? [] : recordsOf(apps!, { id, settings }), row.published, Date.now(), AGAIN_MS);
  if (withdraw.length + put.length > 0) {
    const publisher = openPublisher(settings, { owner: id, secret: row.secret ? unseal(row.secret) : '' });
    for (const name of withdraw) {
      if (name.state !== 'taken') await publisher.withdraw(name.key, name.values);
      await noteWithdrawn(id, name.key);
    }
    const out = new Map(row.published.map((name) => [name.key, name]));
    for (const { key, appPath, values } of put) {
      const before = out.get(key)?.values ?? [];
      await noteSending(id, { key, appPath, values: [...new Set([...before, ...values])] }, new Date());
      const state = await publisher.put(key, values, before);
      await noteSent(id, key, state, state === 'out' ? [...values] : [], new Date());
    }
  }
  const changed = withdraw.length + put.length > 0 || row.error !== null || isLeaving;
  if (isLeaving) await forgetPublisher(id);
  else if (changed) await noteSuccess(id, new Date());
  return changed;
}
