import { buildConsole, generateClient, installDependencies } from './steps.mjs';

await installDependencies();
await generateClient();
await buildConsole();
