import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderInUse, dataFolderOwner, readOrCreateSecret, takeDataFolder } from './data-folder';
import { identityOf } from './process-identity';

const URL = 'http://127.0.0.1:3000';
let dir: string;
let other: ChildProcess;

beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(os.tmpdir(), 'data-folder-')), 'data');
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
});
afterEach(() => {
  other.kill('SIGKILL');
  rmSync(path.dirname(dir), { recursive: true, force: true });
});

const writeLock = (owner: { pid: number; startTicks: string }) => writeFileSync(path.join(dir, 'console.lock'), JSON.stringify({ ...owner, url: URL }));
const takeAndRelease = () => takeDataFolder(dir, URL).release();

describe('the data folder', () => {
  it('is closed to everybody else, also when it was there before with another mode', () => {
    takeAndRelease();
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('refuses a second console with a sentence that names the first', () => {
    takeAndRelease();
    writeLock(identityOf(other.pid!));
    expect(() => takeDataFolder(dir, URL)).toThrow(DataFolderInUse);
    expect(() => takeDataFolder(dir, URL)).toThrow(new RegExp(`process ${other.pid}, ${URL}.*GANTRY_DATA`));
    expect(dataFolderOwner(dir)?.pid).toBe(other.pid);
  });

  it('is free again once the console that held it was killed', async () => {
    takeAndRelease();
    writeLock(identityOf(other.pid!));
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    expect(dataFolderOwner(dir)).toBeUndefined();
    expect(takeAndRelease).not.toThrow();
  });

  it.skipIf(process.platform !== 'linux')('is free when the pid of a killed console belongs to another process by now', () => {
    takeAndRelease();
    writeLock({ pid: other.pid!, startTicks: '1' });
    expect(takeAndRelease).not.toThrow();
  });

  it('is free when a crash left half a lock', () => {
    takeAndRelease();
    writeFileSync(path.join(dir, 'console.lock'), '{"pid":');
    expect(takeAndRelease).not.toThrow();
  });

  it('leaves nothing of the lock behind', () => {
    takeAndRelease();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('keeps one secret, which only its owner can read', () => {
    takeAndRelease();
    const secret = readOrCreateSecret(dir);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(readOrCreateSecret(dir)).toBe(secret);
    expect(statSync(path.join(dir, 'secret.key')).mode & 0o777).toBe(0o600);
  });
});
