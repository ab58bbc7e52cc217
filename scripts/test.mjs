// `npm test`: installs what the tests need, runs every stage to its end, and closes with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { installPackages } from './install-packages.mjs';
import { buildConsole, checkNode, exitOnSignals, generateClient, installDependencies, root } from './steps.mjs';

checkNode();
exitOnSignals();
const reports = mkdtempSync(path.join(os.tmpdir(), 'gantry-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
const stages = [];

await prepare('machine', installPackages);
// Nothing can be checked without these two.
if ((await prepare('dependencies', installDependencies)) && (await prepare('client', generateClient))) {
  await check('types', 'tsc', ['--noEmit']);
  await check('lint', 'eslint', ['.', '--max-warnings', '0']);
  await check('imports', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'app', 'components', 'lib']);
  await suite('unit', 'vitest', vitest('unit'), readVitest);
  await suite('integration', 'vitest', vitest('integration'), readVitest);
  if (await prepare('build', buildConsole)) {
    const args = () => ['test', '--reporter=list,json', '--output', path.join(reports, 'results')];
    await suite('browser', 'playwright', args, readPlaywright, (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }));
  }
}

const sum = (key) => stages.reduce((total, stage) => total + stage[key], 0);
process.stdout.write('\n');
for (const { name, failures = [] } of stages) for (const { test, why } of failures) process.stdout.write(`✗ ${name}: ${test}\n${brief(why)}\n\n`);
for (const { name, passed, failed, seconds } of stages) process.stdout.write(`${failed ? '✗' : '✓'} ${name.padEnd(14)}${String(passed).padStart(5)} passed${String(failed).padStart(5)} failed${seconds.toFixed(1).padStart(9)} s\n`);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0);

/** What must be there before a stage; it counts only when it fails. */
async function prepare(name, work) {
  const started = performance.now();
  try {
    await work();
    return true;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    note(name, started, { passed: 0, failed: 1 });
    return false;
  }
}

/** A check that counts as one test. */
async function check(name, program, args) {
  const started = performance.now();
  const code = await watch(name, program, args);
  note(name, started, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

/** A runner whose report is counted; one that failed without a failed test counts as one failure. */
async function suite(name, program, args, read, env = () => ({})) {
  const started = performance.now();
  const report = path.join(reports, `${name}.json`);
  const code = await watch(name, program, args(report), env(report));
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  note(name, started, (code !== 0 || counts.passed === 0) && counts.failed === 0 ? { ...counts, failed: 1 } : counts);
}

function note(name, started, { passed, failed, failures }) {
  const seconds = (performance.now() - started) / 1000;
  stages.push({ name, passed, failed, seconds, failures });
  process.stdout.write(`\n${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)\n`);
}

function watch(name, program, args, env = {}) {
  process.stdout.write(`\n── ${name} ──\n`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/.bin', program), ...args], { cwd: root, env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1' }, stdio: ['ignore', 'inherit', 'inherit'] });
    const end = () => child.kill('SIGTERM');
    process.once('exit', end);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      process.off('exit', end);
      resolve(code ?? 1);
    });
  });
}

function vitest(project) {
  return (report) => ['run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report];
}

/** A file that could not even be loaded is a failed suite without a failed test. */
function readVitest(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failures = [
    ...broken.map((file) => ({ test: path.relative(root, file.name), why: file.message })),
    ...report.testResults.flatMap((file) => file.assertionResults.filter(({ status }) => status === 'failed').map((result) => ({ test: `${path.relative(root, file.name)} › ${result.fullName}`, why: result.failureMessages.join('\n') }))),
  ];
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, failures };
}

function readPlaywright({ stats, errors, suites }) {
  const failures = [...errors.map((error) => ({ test: 'before any test', why: error.message })), ...suites.flatMap(failedSpecs)];
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, failures };
}

function failedSpecs({ specs = [], suites = [] }) {
  const own = specs.filter(({ ok }) => !ok).map((spec) => ({ test: `${spec.file}:${spec.line} › ${spec.title}`, why: spec.tests.flatMap(({ results }) => results.flatMap((result) => result.errors)).map(({ message }) => message).join('\n') }));
  return [...own, ...suites.flatMap(failedSpecs)];
}

/** The failures stand once more at the end, as far as they fit a screen: who reads a long log reads its end. */
function brief(why = '') {
  return stripVTControlCharacters(why).split('\n').slice(0, 30).map((line) => `    ${line.slice(0, 400)}`).join('\n');
}
