import type { AppSpecInput } from '@/lib/apps/spec';
import { ULIMITS } from '@/lib/apps/spec/words';
import { importErrors } from '../errors';
import { isMap, Reader } from './reader';
import { collect, type ImportOptions, type ImportResult } from './result';
import { splitShell } from './split-shell';
import { joinPath, mibOf, nameOfImage, portsOf } from './units';

const wordsOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? splitShell(value) : undefined);

/** The one-container YAML: name, image, run_on_host, port, envs, volumes, ulimits, log_config, entrypoint, cmd, network_mode. */
export function importContainerYaml(document: unknown, { group }: ImportOptions): ImportResult {
  const { notCarried, report } = collect();
  const networks: string[] = [];
  const sources = Array.isArray(document) ? document : [document];
  const apps = sources.map((source, index) => {
    const reader = Reader.of(source, sources.length > 1 ? `[${index}]` : '', report);
    const image = reader.text('image');
    if (!image) throw importErrors('no_image', { at: reader.place('image') });
    const spec: AppSpecInput = { image };
    const name = reader.text('name') ?? nameOfImage(image);
    const host = reader.text('run_on_host');
    if (host) spec.constraints = [{ field: 'hostname', operator: 'IS', value: host }];
    const ports = reader.list('port').flatMap((port) => portsOf(String(port), reader.place('port')));
    for (const { hostAddress } of ports) if (hostAddress) report(reader.place('port'), 'host_address', { value: hostAddress });
    if (ports.length > 0) spec.ports = ports.map(({ hostAddress: _, ...port }) => port);
    const env = reader.maps('envs', (one) => [one.text('key') ?? '', one.text('value') ?? ''] as const);
    if (env.length > 0) spec.env = Object.fromEntries(env);
    const volumes = reader.maps('volumes', (one) => ({ containerPath: one.text('container_path') ?? '', source: one.text('host_path') ?? '', readOnly: one.boolean('read_only') ?? false }));
    if (volumes.length > 0) spec.volumes = volumes.map(({ source, containerPath, readOnly }) => ({ type: source.startsWith('/') ? 'host' : 'volume', source, containerPath, readOnly }));
    const ulimits = readUlimits(reader);
    if (ulimits.length > 0) spec.ulimits = ulimits;
    reader.map('log_config', (one) => {
      const driver = one.text('type') ?? one.text('driver');
      const log: NonNullable<AppSpecInput['log']> = { ...(driver && { driver: driver as 'local' }) };
      one.map(one.keys().includes('config') ? 'config' : 'options', (options) => {
        for (const key of options.keys()) {
          const text = options.text(key)!;
          if (key === 'max-size') log.maxSizeMb = mibOf(text, options.place(key));
          else if (key === 'max-file') log.maxFiles = Number(text);
          else log.options = { ...log.options, [key]: text };
        }
      });
      spec.log = log;
    });
    const entrypoint = wordsOf(reader.raw('entrypoint'));
    if (entrypoint) spec.entrypoint = entrypoint;
    const args = wordsOf(reader.raw('cmd'));
    if (args) spec.args = args;
    const mode = reader.text('network_mode');
    if (mode && mode !== 'bridge' && mode !== 'default') {
      spec.networks = [{ name: mode }];
      if (mode === 'host' && spec.ports) {
        delete spec.ports;
        report(reader.place('port'), 'no_need');
      }
    }
    reader.done();
    return { path: joinPath(group, name), spec };
  });
  return { apps, notCarried, networks };
}

/** A map of names to a number or `{ soft, hard }`, or a list of `{ name, soft, hard }`. */
export function readUlimits(reader: Reader): NonNullable<AppSpecInput['ulimits']> {
  const value = reader.raw('ulimits');
  const entries: [string, unknown, string][] = Array.isArray(value) ? value.map((one, index) => [isMap(one) ? String(one.name ?? one.Name) : String(one), one, `${reader.place('ulimits')}[${index}]`]) : isMap(value) ? Object.entries(value).map(([name, one]) => [name, one, `${reader.place('ulimits')}.${name}`]) : [];
  return entries.flatMap(([name, one, at]) => {
    const known = ULIMITS.find((other) => other === name);
    if (!known) {
      reader.report(at);
      return [];
    }
    if (!isMap(one)) return [{ name: known, soft: Number(one), hard: Number(one) }];
    const limits = new Reader(one, at, reader.report);
    limits.raw('name');
    limits.raw('Name');
    const soft = limits.number('soft') ?? limits.number('Soft') ?? 0;
    const hard = limits.number('hard') ?? limits.number('Hard') ?? soft;
    limits.done();
    return [{ name: known, soft, hard }];
  });
}
