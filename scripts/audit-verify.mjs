// `npm run audit:verify`: checks that nobody changed, removed or cut rows of the audit log. Works while the console runs and while it does not.
import { runCommand } from './steps.mjs';

await runCommand('scripts/verify-audit.ts');
