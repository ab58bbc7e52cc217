// `npm start`: installs, builds, finds Docker, then becomes the console. Node's built-ins only until the locked dependencies are there.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { provideEngine } from './provide-engine.mjs';
import { BUILT, buildConsole, checkNode, exitOnSignals, generateClient, installDependencies, root } from './steps.mjs';

const dev = process.argv.includes('--dev');
const load = (file) => import(pathToFileURL(path.join(root, file)).href);

checkNode();
const handSignalsOver = exitOnSignals();
try {
  await installDependencies();
  await generateClient();
  if (dev) (await import('tsx/esm/api')).register();
  else await buildConsole();

  const { findEngine } = await load(dev ? 'lib/platform/server/find-engine.ts' : BUILT.findEngine);
  await provideEngine(findEngine(), path.resolve(process.env.GANTRY_DATA || '.gantry'));

  process.env.NODE_ENV = dev ? 'development' : 'production';
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  // The console runs in this very process: a signal, also SIGKILL, meets it and not a parent of it.
  const { startConsole } = await load(dev ? 'server.ts' : BUILT.server);
  handSignalsOver();
  await startConsole({ root, dev });
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
