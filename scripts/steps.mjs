// Shared by the launcher and the test runner. Node's built-ins only: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');
/** What the build makes for the launcher: the console's process, and the search for an engine. */
export const BUILT = { server: '.next/gantry/server.mjs', findEngine: '.next/gantry/find-engine.mjs' };
/** Where progress is told; what prints an answer on stdout sets another. */
export const progress = { stream: process.stdout };
const SOURCES = ['app', 'components', 'lib', 'prisma', 'public', 'package.json', 'package-lock.json', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'server.ts', 'instrumentation.ts', 'proxy.ts', 'prisma.config.ts'];
const NOT_SOURCES = /(^|\/)(generated|testing)\/|\.test\.tsx?$/;

const running = new Set();
// A start that is stopped half-way takes its build or installation with it.
process.on('exit', () => { for (const child of running) child.kill('SIGTERM'); });

/** Runs a program without a shell. Rejects with its last output when it fails. */
export function run(command, args, { env = {}, quiet = true, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env }, stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'] });
    running.add(child);
    let output = '';
    const keep = (chunk) => { output = (output + chunk).slice(-8000); };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => { running.delete(child); reject(error); });
    child.once('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${output}`));
    });
  });
}

/** Ends this process, and by that what it runs, on a signal. Returns how to hand signals over to somebody else. */
export function exitOnSignals() {
  const handlers = { SIGINT: () => process.exit(130), SIGTERM: () => process.exit(143), SIGHUP: () => process.exit(129) };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return () => { for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler); };
}

export const npm = (args, options) => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);

/** Says what goes on, and how long it took. */
export async function step(text, work) {
  const started = performance.now();
  progress.stream.write(`• ${text} …\n`);
  const result = await work();
  progress.stream.write(`  ✓ ${text} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
  return result;
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`Gantry needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
    process.exit(1);
  }
}

/** Installs exactly what the lock file says, unless that is there already. */
export async function installDependencies() {
  if (installed()) return;
  // Build tools are among the development dependencies, which NODE_ENV=production would leave out.
  await step('Installing the locked dependencies', () => npm(['ci', '--include=dev', '--no-audit', '--no-fund']));
}

/** npm writes what it installed into a second lock file, as its last act. */
function installed() {
  const [wanted, found] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) => readJson(path.join(root, file))?.packages);
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([where, { version, integrity, optional }]) => where === '' || (optional && !found[where]) || (found[where]?.version === version && found[where]?.integrity === integrity));
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export async function generateClient() {
  const schema = hashFiles(['prisma/schema.prisma', 'package-lock.json']);
  const stamp = path.join(root, 'prisma/generated/.gantry-schema');
  if (readStamp(stamp) === schema) return;
  await step('Generating the database client', () => bin('prisma', ['generate']));
  writeFileSync(stamp, schema);
}

/** Builds the console when a source changed since the last build. */
export async function buildConsole() {
  const sources = hashFiles(SOURCES);
  const stamp = path.join(root, '.next/.gantry-sources');
  if (readStamp(stamp) === sources && Object.values(BUILT).every((file) => existsSync(path.join(root, file)))) return;
  rmSync(stamp, { force: true });
  await step('Building the console', async () => {
    await bin('next', ['build'], { env: { NODE_ENV: 'production' } });
    const { build } = await import('esbuild');
    await build({
      absWorkingDir: root, entryPoints: ['server.ts', 'lib/platform/server/find-engine.ts'], outdir: '.next/gantry', entryNames: '[name]', outExtension: { '.js': '.mjs' },
      bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', alias: { '@': '.' }, logLevel: 'warning',
    });
  });
  writeFileSync(stamp, sources);
}

/** A dependency's own program, run by this Node. */
export const bin = (name, args, options) => run(process.execPath, [path.join(root, 'node_modules/.bin', name), ...args], options);

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function hashFiles(names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(listFiles)) hash.update(file).update('\0').update(readFileSync(path.join(root, file))).update('\0');
  return hash.digest('hex');
}

function listFiles(name) {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return NOT_SOURCES.test(name) ? [] : [name];
  return readdirSync(full).sort().flatMap((child) => listFiles(`${name}/${child}`)).filter((file) => !NOT_SOURCES.test(file));
}

/** Runs a TypeScript file as a command of its own: dependencies and the database client are there, and only what it says is printed. */
export async function runCommand(file) {
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
  await bin('tsx', [file, ...process.argv.slice(2)], { quiet: false }).catch(() => process.exit(1));
}
