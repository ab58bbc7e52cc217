import { log } from '@/lib/platform/server/log';
import { upgradeHandlers } from '@/lib/platform/server/upgrade-handlers';
import { TERMINAL_PATH } from '../contract';
import { closeAbandonedRecordings } from './recording';
import { handleTerminalUpgrade } from './handle-terminal-upgrade';

/** Tells server.ts, which owns the HTTP server, who takes the terminal's WebSockets. */
export function startTerminalController(): void {
  closeAbandonedRecordings().catch((error: unknown) => log.error({ err: error }, 'recordings of a killed console were not closed'));
  upgradeHandlers().set(TERMINAL_PATH, (request, socket, head) => {
    handleTerminalUpgrade(request, socket, head).catch((error: unknown) => {
      log.error({ err: error }, 'a terminal was not opened');
      socket.destroy();
    });
  });
}
