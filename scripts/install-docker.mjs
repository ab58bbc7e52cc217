// What `npm start` does where no engine is found. Node's built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline/promises';
import { run, step } from './steps.mjs';

const SOCKET = '/var/run/docker.sock';
const COMMAND = 'apt-get update && apt-get install -y --no-install-recommends docker.io iptables';

/** Installs and starts an engine where that is possible and wanted; says what to do where it is not. */
export async function offerDocker(dataDir) {
  if (isSocket(SOCKET)) return;
  if (installed()) return void (isRoot() ? await startDocker(dataDir) : say(`Docker is installed but not running. Start it:\n\n    sudo systemctl start docker\n`));
  if (!isDebian()) return say('No Docker engine was found. Install one (https://docs.docker.com/engine/install/), or add a remote engine in the console.');
  if (!isRoot()) return say(`No Docker engine was found. Install one with:\n\n    sudo sh -c '${COMMAND}'\n\nThe console starts all the same.`);
  if (process.env.GANTRY_INSTALL_DOCKER === 'no') return say(`No Docker engine was found, and GANTRY_INSTALL_DOCKER=no forbids installing one. By hand:\n\n    ${COMMAND}\n`);
  say('No Docker engine was found.');
  if (process.stdin.isTTY && process.env.GANTRY_INSTALL_DOCKER !== 'yes' && !(await agree('Install docker.io from Debian\'s packages now? [Y/n] '))) return;
  await step('Installing docker.io', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'docker.io', 'iptables'], { env });
  });
  await startDocker(dataDir);
}

async function startDocker(dataDir) {
  await step('Starting the Docker engine', async () => {
    if (existsSync('/run/systemd/system')) spawnSync('systemctl', ['start', 'docker'], { stdio: 'ignore' });
    else {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      const output = openSync(path.join(dataDir, 'dockerd.log'), 'a', 0o600);
      // Detached: apps outlive the console.
      spawn('dockerd', [], { detached: true, stdio: ['ignore', output, output] }).on('error', () => {}).unref();
    }
    for (let waited = 0; waited < 30_000; waited += 100) {
      if (isSocket(SOCKET) && spawnSync('docker', ['version'], { stdio: 'ignore' }).status === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    say(`The engine did not come up; ${path.join(dataDir, 'dockerd.log')} says why. The console starts all the same.`);
  });
}

async function agree(question) {
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(question);
  prompt.close();
  return !/^n/i.test(answer.trim());
}

const say = (text) => void process.stdout.write(`${text}\n`);
const isRoot = () => process.getuid?.() === 0;
const installed = () => spawnSync('dockerd', ['--version'], { stdio: 'ignore' }).status === 0;
const isDebian = () => existsSync('/etc/debian_version') || (existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/.test(readFileSync('/etc/os-release', 'utf8')));
const isSocket = (file) => {
  try {
    return statSync(file).isSocket();
  } catch {
    return false;
  }
};
