// `npm run secrets:rotate`: seals every stored secret with a new key. Works while the console runs and while it does not.
import { runCommand } from './steps.mjs';

await runCommand('scripts/rotate-secrets.ts');
