// `npm start`: installs, builds, finds Docker, then runs the console. Node's built-ins only until the locked dependencies are there.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildConsole, checkNode, generateClient, installDependencies, root } from './steps.mjs';
import { offerDocker } from './install-docker.mjs';

const dev = process.argv.includes('--dev');

try {
  checkNode();
  await installDependencies();
  await generateClient();
  if (!dev) await buildConsole();
  // Only now: what finds the engine is product code, and runs from the build.
  const args = dev ? ['--import', 'tsx', 'server.ts', '--dev'] : ['.next/gantry-server.mjs'];
  const found = await finds(args);
  if (!found) await offerDocker(path.resolve(process.env.GANTRY_DATA ?? '.gantry'));
  runConsole(args);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/** Asks the server program whether an engine is in sight; nothing is started by that. */
function finds(args) {
  return new Promise((resolve) => {
    spawn(process.execPath, [...args, '--find-engine'], { cwd: root, stdio: 'ignore' }).once('exit', (code) => resolve(code === 0)).once('error', () => resolve(false));
  });
}

function runConsole(args) {
  const env = { ...process.env, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1', GANTRY_ROOT: root };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child by itself; a signal to this process alone does not.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
