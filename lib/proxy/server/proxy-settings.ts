import { processState } from '@/lib/platform/server/process-state';
import { findAllProxySettings, type ProxySettings } from './proxy-settings.repo';

const known = () => processState('proxy-settings', () => ({ all: new Map<string, Pick<ProxySettings, 'domain' | 'nameEveryApp' | 'httpPort' | 'httpsPort'>>() }));
const NONE = { domain: null, nameEveryApp: false, httpPort: 80, httpsPort: 443 };

export async function loadProxySettings(): Promise<void> {
  known().all = await findAllProxySettings();
}

/** As last read; small, and asked for each app of each list. */
export const proxySettingsOf = (environmentId: string) => known().all.get(environmentId) ?? NONE;
export { findProxySettings } from './proxy-settings.repo';
