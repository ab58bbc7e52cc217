import { buildConsole, exitOnSignals, generateClient, installDependencies } from './steps.mjs';

exitOnSignals();
await installDependencies();
await generateClient();
await buildConsole();
