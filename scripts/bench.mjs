// `npm run bench`: sets itself up as `npm test` does, then measures. `-- flood`, `-- list events` choose; `--json` adds the figures.
import { spawn } from 'node:child_process';
import { installPackages } from './install-packages.mjs';
import { buildConsole, checkNode, exitOnSignals, generateClient, installDependencies, root } from './steps.mjs';

checkNode();
const handOver = exitOnSignals();
try {
  await installPackages();
  await installDependencies();
  await generateClient();
  await buildConsole();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
handOver();
const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench/main.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
