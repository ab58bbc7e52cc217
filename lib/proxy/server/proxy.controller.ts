import { leaving } from '@/lib/environments/server/leaving';
import { engineMap } from '@/lib/environments/server/engines';
import { acmePorts } from '@/lib/certificates/server/acme-ports';
import { onCertificatesChanged } from '@/lib/certificates/server/certificates-changed';
import { log } from '@/lib/platform/server/log';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { look } from './look-at-proxy';
import { forgetCertificates, setChallenge } from './proxy-certificates';
import { loadProxySettings } from './proxy-settings';
import { forgetProxy, knownProxies, proxyState } from './proxy-state';
import { takeSample } from './sample-proxy';
import { syncProxy, takeProxyAway } from './sync-proxy';

const LOOK_MS = 2_000;
const RESYNC_MS = 10_000;
const WATCH_MS = 500;

/** Looks at every proxy now and then: what a person did to its container, or a lost command, is mended. */
export async function startProxyController(): Promise<void> {
  await loadProxySettings();
  answerAcme();
  leaving().set('proxy', async (environmentId) => {
    const engine = engineMap().get(environmentId);
    if (engine) await takeProxyAway(engine);
    else forgetProxy(environmentId);
  });
  const quietly = (work: Promise<unknown>) => void work.catch((error: unknown) => log.debug({ err: error }, 'a proxy was not looked at'));
  const resyncAll = () => {
    for (const id of engineMap().keys()) quietly(syncProxy(id));
  };
  const unsubscribe = onCertificatesChanged(() => {
    forgetCertificates();
    resyncAll();
  });
  const looking = new Set<string>();
  const lookAtAll = () => {
    for (const [id, state] of knownProxies()) {
      const engine = engineMap().get(id);
      if (!engine) forgetProxy(id);
      else if (state.channel?.isOpen && engine.status().kind === 'up' && !looking.has(id)) {
        looking.add(id);
        quietly(look(engine, state).then(() => takeSample(state)).finally(() => looking.delete(id)));
      }
    }
  };
  const watched = new Set<string>();
  const watchAll = () => {
    for (const engine of engineMap().values()) {
      if (watched.has(engine.inventory.epoch)) continue;
      watched.add(engine.inventory.epoch);
      quietly(syncProxy(engine.id));
      engine.inventory.subscribe(({ resource, upserted, removed }) => {
        const own = proxyState(engine.id).containerId;
        if (resource === 'container' && own && [...upserted, ...removed].includes(own)) quietly(syncProxy(engine.id));
      });
    }
  };
  const timers = [setInterval(resyncAll, RESYNC_MS), setInterval(lookAtAll, LOOK_MS), setInterval(watchAll, WATCH_MS)];
  onShutdown(() => {
    unsubscribe();
    timers.forEach((timer) => clearInterval(timer));
    for (const [id] of knownProxies()) forgetProxy(id);
  });
}

/** A token is answered from when the proxy has said that it knows it. */
function answerAcme(): void {
  const set = async (environmentId: string, token: string, answer: string | null) => {
    setChallenge(environmentId, token, answer);
    await syncProxy(environmentId);
  };
  Object.assign(acmePorts(), { publish: set, withdraw: (environmentId: string, token: string) => set(environmentId, token, null) });
}
