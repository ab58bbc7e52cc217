// `npm run audit:verify`: checks that nobody changed, removed or cut rows of the audit log. Works while the console runs and while it does not.
import { bin, checkNode, exitOnSignals, generateClient, installDependencies, progress } from './steps.mjs';

checkNode();
exitOnSignals();
progress.stream = process.stderr;
try {
  await installDependencies();
  await generateClient();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
// What goes wrong there has been said there.
await bin('tsx', ['scripts/verify-audit.ts', ...process.argv.slice(2)], { quiet: false }).catch(() => process.exit(1));
