import { translateError } from '@/lib/access/server/problem';
import { engineById, engineMap } from '@/lib/environments/server/engines';
import type { Locale } from '@/lib/messages';
import { AppError } from '@/lib/platform/errors';
import type { ProxyDto } from '../contract';
import { proxyErrors } from '../errors';
import { loadProxySettings } from './proxy-settings';
import { findProxySettings, saveProxySettings, type ProxySettings } from './proxy-settings.repo';
import { proxySources, proxyState } from './proxy-state';
import { syncProxy } from './sync-proxy';

export async function showProxy(environmentId: string, locale: Locale): Promise<ProxyDto> {
  const engine = engineById(environmentId);
  const { containerId, updatedAt, updatedBy, image, domain, nameEveryApp, httpPort, httpsPort, maxConnections, maintenancePage, rowVersion } = await findProxySettings(environmentId);
  const state = proxyState(environmentId);
  const row = containerId ? engine.inventory.container(containerId) : undefined;
  const isUp = engineMap().get(environmentId)?.status().kind === 'up';
  return {
    environmentId, image, domain, nameEveryApp, httpPort, httpsPort, maxConnections, maintenancePage, rowVersion, updatedAt: updatedAt?.toISOString() ?? null, updatedBy,
    state: {
      kind: !isUp ? 'engineAway' : state.trouble ? 'trouble' : containerId ? 'running' : 'none', containerId, image: row?.image ?? null, routes: state.routes.length, reloads: state.reloads,
      oldWorkers: state.workers.filter(({ isOld }) => isOld).length, reason: state.trouble && (await translateError(new AppError(state.trouble.code, 422, state.trouble.params), locale)),
    },
  };
}

type Changes = Omit<ProxySettings, 'containerId' | 'rowVersion' | 'updatedAt' | 'updatedBy'>;

/** Takes effect at once; other ports or another image make another container, with a moment in which nobody is answered. */
export async function changeProxy(environmentId: string, { rowVersion, ...changes }: Changes & { rowVersion: number }, by: string, locale: Locale): Promise<ProxyDto> {
  engineById(environmentId);
  if (!(await saveProxySettings(environmentId, rowVersion, changes, by))) throw proxyErrors('changed_meanwhile', {});
  await loadProxySettings();
  await proxySources().onSettings(environmentId);
  // What the proxy says to it is told with the answer, not thrown: the settings are saved.
  await syncProxy(environmentId).catch(() => {});
  return showProxy(environmentId, locale);
}
