import os from 'node:os';
import { makeTrafficServer } from './server';

// It drops whatever is in flight when it is asked to end: only who stands before it can have emptied it by then.
process.on('SIGTERM', () => process.exit(0));

const { VERSION = '1', INSTANCE = os.hostname(), HEALTH = 'ok', START_DELAY_MS = '0', SLOW_MS = '2000', PORT = '8080' } = process.env;
setTimeout(() => makeTrafficServer({ version: VERSION, instance: INSTANCE, healthy: HEALTH === 'ok', slowMs: Number(SLOW_MS) }).listen(Number(PORT)), Number(START_DELAY_MS));
