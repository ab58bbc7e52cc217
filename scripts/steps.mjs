// Shared by the launcher and the test runner. Node's built-ins only: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');
const SOURCES = ['app', 'components', 'lib', 'prisma', 'public', 'package.json', 'package-lock.json', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'server.ts', 'instrumentation.ts', 'proxy.ts', 'prisma.config.ts'];
const NOT_SOURCES = /(^|\/)(generated|testing)\/|\.test\.tsx?$/;

/** Runs a program without a shell. Rejects with its last output when it fails. */
export function run(command, args, { env = {}, quiet = true, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env }, stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'] });
    let output = '';
    const keep = (chunk) => { output = (output + chunk).slice(-8000); };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code, signal) => (code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${output}`))));
  });
}

export const npm = (args, options) => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);

/** Says what goes on, and how long it took. */
export async function step(text, work) {
  const started = performance.now();
  process.stdout.write(`• ${text} …\n`);
  const result = await work();
  process.stdout.write(`  ✓ ${text} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
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
  const lock = hashFiles(['package.json', 'package-lock.json']);
  const stamp = path.join(root, 'node_modules/.gantry-lock');
  if (readStamp(stamp) === lock) return;
  await step('Installing the locked dependencies', () => npm(['ci', '--no-audit', '--no-fund']));
  writeFileSync(stamp, lock);
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
  if (readStamp(stamp) === sources && existsSync(path.join(root, '.next/BUILD_ID'))) return;
  await step('Building the console', async () => {
    await bin('next', ['build']);
    const { build } = await import('esbuild');
    await build({
      absWorkingDir: root, entryPoints: ['server.ts'], outfile: '.next/gantry-server.mjs', bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', alias: { '@': '.' }, logLevel: 'warning',
    });
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
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
