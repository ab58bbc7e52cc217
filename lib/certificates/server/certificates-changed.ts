import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';

type Listener = () => void;
const listeners = () => processState('certificate-listeners', () => new Set<Listener>());

/** Called after any certificate came, changed or went in this process; what another process did is met by reading again now and then. */
export function onCertificatesChanged(listener: Listener): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}

export function certificatesChanged(): void {
  tellPages();
  for (const listener of listeners()) {
    try {
      listener();
    } catch (error) {
      log.error({ err: error }, 'a listener for certificates failed');
    }
  }
}

/** Open pages read again; the event itself says nothing. */
export const tellPages = () => publishLive({ kind: 'certificates', permission: 'certificate:view', on: 'somewhere', replaceKey: 'certificates', data: {} });
