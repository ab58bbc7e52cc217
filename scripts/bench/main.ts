import os from 'node:os';
import { canStartEngines } from '../../lib/testing/start-engine';
import { benchAdmission } from './admission';
import { benchApps } from './apps';
import { benchDeploy } from './deploy';
import { benchEvents } from './events';
import { benchFlood } from './flood';
import { benchKill } from './kill';
import { benchList } from './list';
import { benchLossless } from './lossless';
import { benchOverhead } from './overhead';
import { benchPage } from './page';
import { benchRouteChange } from './route-change';
import { benchStart } from './start';
import type { Bench, Figure } from './figure';

const BENCHES: Record<string, Bench> = { admission: benchAdmission, start: benchStart, list: benchList, events: benchEvents, page: benchPage, deploy: benchDeploy, flood: benchFlood, apps: benchApps, lossless: benchLossless, overhead: benchOverhead, 'route-change': benchRouteChange, kill: benchKill };
/** The others take minutes each. */
const USUAL = ['start', 'admission', 'list', 'events', 'page', 'deploy'];

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
const unknown = named.filter((name) => !(name in BENCHES));
if (unknown.length > 0 || !canStartEngines) {
  process.stderr.write(unknown.length > 0 ? `There is no bench called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n` : 'The benches start Docker engines of their own, which takes Linux, root and dockerd.\n');
  process.exit(1);
}

process.stdout.write(`${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${os.loadavg()[0]!.toFixed(2)}\n\n`);
const figures: Figure[] = [];
for (const name of named.length > 0 ? named : USUAL) {
  process.stdout.write(`${name}\n`);
  for (const figure of await BENCHES[name]!()) {
    figures.push(figure);
    const { what, value, unit, bar, note } = figure;
    const verdict = bar === undefined ? '' : `  bar ${bar} ${unit}  ${value <= bar ? 'reached' : 'MISSED'}${bar > 0 ? ` (${(value / bar).toFixed(2)} ×)` : ''}`;
    process.stdout.write(`  ${what.padEnd(58)}${round(value).padStart(9)} ${unit}${verdict}${note ? `  ${note}` : ''}\n`);
  }
}
if (args.includes('--json')) process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(0);

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}
