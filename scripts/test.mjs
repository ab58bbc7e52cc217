// `npm test`: installs what the tests need, runs every stage to its end, and closes with `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildConsole, checkNode, generateClient, installDependencies, root, run, step } from './steps.mjs';

const PACKAGES = { 'docker.io': 'dockerd', iptables: 'iptables', 'busybox-static': 'busybox', chromium: 'chromium', iproute2: 'ip', openssl: 'openssl', procps: 'pkill', 'fonts-noto-cjk': undefined };

checkNode();
await installPackages();
await installDependencies();
await generateClient();

const reports = mkdtempSync(path.join(os.tmpdir(), 'gantry-reports-'));
const total = { passed: 0, failed: 0 };
const add = ({ passed, failed }) => {
  total.passed += passed;
  total.failed += failed;
};

await stage('types', 'tsc', ['--noEmit']);
await stage('lint', 'eslint', ['.', '--max-warnings', '0']);
await stage('imports', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'app', 'components', 'lib']);
await suite('unit', 'vitest', (report) => ['run', '--project', 'unit', '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report], readVitest);
await suite('integration', 'vitest', (report) => ['run', '--project', 'integration', '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report], readVitest);
if (existsSync(path.join(root, 'e2e'))) {
  const built = await buildConsole().then(() => true, (error) => { process.stderr.write(`${error.message}\n`); return false; });
  if (built) await suite('browser', 'playwright', () => ['test', '--reporter=list,json', '--output', path.join(reports, 'results')], readPlaywright, (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }));
  else add({ passed: 0, failed: 1 });
}

rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** A check that counts as one test. */
async function stage(name, program, args) {
  const code = await watch(name, program, args);
  add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

/** A runner whose report is counted; a runner that failed without a failed test counts as one failure. */
async function suite(name, program, args, read, env = () => ({})) {
  const report = path.join(reports, `${name}.json`);
  const code = await watch(name, program, args(report), env(report));
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  add(code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);
}

function watch(name, program, args, env = {}) {
  const started = performance.now();
  process.stdout.write(`\n── ${name} ──\n`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/.bin', program), ...args], { cwd: root, env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1' }, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('exit', (code) => {
      process.stdout.write(`── ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(0)} s ──\n`);
      resolve(code ?? 1);
    });
  });
}

function readVitest(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests + (report.numFailedTests === 0 ? report.numFailedTestSuites : 0) };
}

function readPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

/** On a Debian machine as root whatever is missing is installed; elsewhere it is the person's. */
async function installPackages() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const missing = Object.entries(PACKAGES).filter(([name, program]) => (program ? !inPath(program) : spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0)).map(([name]) => name);
  // The static build must be the one that is found: a test image holds nothing else.
  if (!existsSync('/bin/busybox') && !missing.includes('busybox-static')) missing.push('busybox-static');
  if (missing.length === 0) return;
  await step(`Installing ${missing.join(', ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
  });
}

const inPath = (program) => [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'].some((dir) => dir && existsSync(path.join(dir, program)));
