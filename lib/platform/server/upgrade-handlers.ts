import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { processState } from './process-state';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** WebSocket endpoints by path. server.ts, which owns the HTTP server, looks here; the Next side registers. */
export const upgradeHandlers = () => processState('upgrade-handlers', () => new Map<string, UpgradeHandler>());
