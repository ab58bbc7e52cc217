// What `npm start` does where no engine answers. Node's built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, step } from './steps.mjs';

const SOCKET = '/var/run/docker.sock';
const COMMAND = 'apt-get update && apt-get install -y --no-install-recommends docker.io iptables';
const READY_MS = 60_000;
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin` };

/**
 * Installs or starts an engine where that is possible and wanted, and says what to do where it is not. The console
 * starts in any case: its pages say the same.
 * @param {{ kind: string, socketPath?: string, foundBy: string } | undefined} found what the console would connect to
 */
export async function provideEngine(found, dataDir) {
  const state = found?.kind === 'socket' ? await probe(found.socketPath) : found ? 'answers' : 'missing';
  if (state === 'answers') return;
  if (state === 'forbidden') return say(`This user may not use ${found.socketPath}. Allow it, and sign in to this machine again:\n\n    sudo usermod -aG docker ${process.env.USER ?? '$USER'}\n`);
  if (found && found.socketPath !== SOCKET) return say(`The engine at ${found.socketPath} (${found.foundBy}) does not answer. Start it; the console connects as soon as it does.`);

  const forbidden = process.env.GANTRY_INSTALL_DOCKER === 'no';
  if (isInstalled()) {
    if (!isRoot() || forbidden) return say(`Docker is installed but does not run. Start it:\n\n    ${isRoot() ? '' : 'sudo '}${hasSystemd() ? 'systemctl start docker' : 'dockerd'}\n`);
    return startDocker(dataDir);
  }
  if (!isDebian()) return say('No Docker engine was found. Install one (https://docs.docker.com/engine/install/), or add a remote engine in the console.');
  if (!isRoot()) return say(`No Docker engine was found. Install one:\n\n    sudo sh -c '${COMMAND}'\n\nThe console starts all the same.`);
  if (forbidden) return say(`No Docker engine was found, and GANTRY_INSTALL_DOCKER=no forbids to install one. By hand:\n\n    ${COMMAND}\n`);
  say('No Docker engine was found.');
  if (process.stdin.isTTY && process.env.GANTRY_INSTALL_DOCKER !== 'yes' && !(await agrees("Install docker.io from Debian's packages now? [Y/n] "))) return;
  try {
    await step('Installing docker.io', async () => {
      await run('apt-get', ['update', '-qq'], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'docker.io', 'iptables'], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    });
  } catch (error) {
    return say(`docker.io could not be installed:\n${error.message}\n\nThe console starts all the same.`);
  }
  await startDocker(dataDir);
}

/** Its package starts the engine under systemd; elsewhere it is started here, and outlives the console as apps must. */
async function startDocker(dataDir) {
  await step('Starting the Docker engine', async () => {
    let why = '`journalctl -u docker`';
    if (hasSystemd()) spawnSync('systemctl', ['start', 'docker'], { stdio: 'ignore', env });
    else {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      why = path.join(dataDir, 'dockerd.log');
      const output = openSync(why, 'a', 0o600);
      spawn('dockerd', [], { detached: true, stdio: ['ignore', output, output], cwd: '/', env }).on('error', () => {}).unref();
      closeSync(output);
    }
    for (let waited = 0; waited < READY_MS; waited += 100) {
      if ((await probe(SOCKET)) === 'answers') return;
      await sleep(100);
    }
    say(`The engine did not come up; ${why} says why. The console starts all the same.`);
  });
}

/** @returns {Promise<'answers' | 'forbidden' | 'missing'>} */
function probe(socketPath) {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    const end = (state) => { socket.destroy(); resolve(state); };
    socket.once('connect', () => end('answers')).once('error', (error) => end(error.code === 'EACCES' ? 'forbidden' : 'missing'));
  });
}

async function agrees(question) {
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(question);
  prompt.close();
  return !/^n/i.test(answer.trim());
}

const say = (text) => void process.stdout.write(`${text}\n`);
const isRoot = () => process.getuid?.() === 0;
const hasSystemd = () => existsSync('/run/systemd/system');
const isInstalled = () => spawnSync('dockerd', ['--version'], { stdio: 'ignore', env }).status === 0;
const isDebian = () => existsSync('/etc/debian_version') || (existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/.test(readFileSync('/etc/os-release', 'utf8')));
