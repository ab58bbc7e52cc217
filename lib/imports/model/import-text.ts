import { appSpec, type AppSpecInput } from '@/lib/apps/spec';
import { fromText } from '@/lib/apps/model/spec-text';
import { importErrors } from '../errors';
import type { Format } from './formats';
import { importCompose } from './import-compose';
import { importContainerYaml } from './import-container-yaml';
import { importDockerRun } from './import-docker-run';
import { importMarathon } from './import-marathon';
import { isMap, Reader } from './reader';
import { collect, type ImportOptions, type ImportResult } from './result';
import { joinPath } from './units';

/** What a text is, by what only that format says. */
export function detectFormat(text: string): Format | null {
  if (/(^|\n)\s*(\$\s*|sudo\s+)*(docker|podman)\s+(container\s+)?(run|create)\s/.test(text)) return 'docker-run';
  const parsed = fromText(text);
  if (!parsed.ok) return null;
  const first = Array.isArray(parsed.value) ? parsed.value[0] : parsed.value;
  if (!isMap(first)) return null;
  if (isMap(first.spec) || (Array.isArray(first.apps) && first.apps.some((app) => isMap(app) && isMap(app.spec)))) return 'gantry';
  if (isMap(first.services)) return 'compose';
  if ('container' in first || 'apps' in first || 'groups' in first || ('id' in first && !('image' in first))) return 'marathon';
  if ('image' in first) return 'container';
  return null;
}

export function importText(text: string, format: Format | 'auto', options: ImportOptions): ImportResult & { format: Format } {
  const found = format === 'auto' ? detectFormat(text) : format;
  if (found === 'docker-run') return { format: found, ...importDockerRun(text, options) };
  const parsed = fromText(text, { merge: true });
  if (!parsed.ok) throw importErrors('bad_text', { line: parsed.line, message: parsed.message });
  if (!found) throw importErrors('not_recognised', {});
  const read = { compose: importCompose, marathon: importMarathon, container: importContainerYaml, gantry: importGantry }[found];
  return { format: found, ...read(parsed.value, options) };
}

/** One app, or many of a group, as Gantry writes them. What a spec does not know is told when it is checked, by its place. */
function importGantry(document: unknown, { group }: ImportOptions): ImportResult {
  const { notCarried, report } = collect();
  const reader = Reader.of(document, '', report);
  const read = (one: Reader) => {
    const path = one.text('path') ?? '/app';
    const spec = one.raw('spec') as AppSpecInput;
    return { path: group === '/' ? path : joinPath(group, path.split('/').at(-1)!), spec };
  };
  const apps = isMap(reader.raw('spec')) ? [read(reader)] : reader.maps('apps', read);
  reader.raw('group');
  reader.done();
  if (apps.length === 0) throw importErrors('nothing', {});
  return { apps, notCarried, networks: [] };
}

/** Without what is as it is when nothing is said: what a person would have written. */
export function withoutDefaults(spec: AppSpecInput): AppSpecInput {
  const plain = appSpec.parse({ image: spec.image });
  return Object.fromEntries(Object.entries(spec).filter(([key, value]) => key === 'image' || JSON.stringify(value) !== JSON.stringify(plain[key as keyof typeof plain]))) as AppSpecInput;
}
