// `npm run token -- --name ci`: prints an API token for the first admin. Works while the console runs and while it does not.
import { runCommand } from './steps.mjs';

await runCommand('scripts/print-token.ts');
