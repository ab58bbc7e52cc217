import pino from 'pino';
import { processState } from './process-state';

export const log = processState('log', () =>
  pino({
    level: process.env.GANTRY_LOG_LEVEL ?? 'info',
    base: null,
    redact: ['password', '*.password', 'token', '*.token', 'secret', '*.secret'],
  }),
);
