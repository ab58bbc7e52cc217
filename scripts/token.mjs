// `npm run token -- --name ci`: prints an API token for the first admin. Works while the console runs and while it does not.
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
await bin('tsx', ['scripts/print-token.ts', ...process.argv.slice(2)], { quiet: false }).catch(() => process.exit(1));
