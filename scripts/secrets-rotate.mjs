// `npm run secrets:rotate`: seals every stored secret with a new key. Works while the console runs and while it does not.
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
await bin('tsx', ['scripts/rotate-secrets.ts', ...process.argv.slice(2)], { quiet: false }).catch(() => process.exit(1));
