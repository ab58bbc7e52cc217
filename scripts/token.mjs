// `npm run token -- --name ci`: prints an API token for the first admin. Works while the console runs and while it does not.
import { bin, checkNode, generateClient, installDependencies } from './steps.mjs';

checkNode();
await installDependencies();
await generateClient();
try {
  await bin('tsx', ['scripts/print-token.ts', ...process.argv.slice(2)], { quiet: false });
} catch {
  process.exitCode = 1;
}
