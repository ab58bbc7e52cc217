import type { Scope } from '@/lib/access/model/scope';
import { describeIssues } from '@/lib/access/server/problem';
import { appOfContainer, appsByContainer } from '@/lib/environments/server/app-of-container';
import type { ContainerRow } from '@/lib/environments/contract';
import { engineById } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import type { AdoptionDto } from '../contract';
import { appErrors } from '../errors';
import { differences, factsOf, type Difference, type ImageDefaults, type Inspected } from '../model/compare-container';
import { specFromFacts } from '../model/spec-from-facts';
import { wantedFacts } from '../model/wanted-facts';
import { appPath, appSpec, type AppSpec } from '../spec';
import { enqueue } from './app.queue';
import { adoptApp, pathIsTaken } from './app.repo';
import { toAppDto } from './app-dto';
import { checkSpec } from './check-spec';
import { needApp } from './get-app';

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';
const DEPENDS = 'com.docker.compose.depends_on';
const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63) || 'app';
const join = (group: string, ...names: string[]) => `${group === '/' ? '' : group}/${names.map(slug).join('/')}`;

export async function inspectFacts(engine: Engine, containerId: string) {
  const found = (await engine.call((docker) => docker.getContainer(containerId).inspect())) as unknown as Inspected & { Id: string; Name: string };
  const image = await engine.call((docker) => docker.getImage(found.Image).inspect()).catch(() => null);
  return { found, defaults: (image?.Config ?? {}) as ImageDefaults };
}

/** Running containers that no app owns: by Compose project and service, else each by itself. */
export function listAdoptable(environmentId: string) {
  const rows = engineById(environmentId).inventory.containers().filter((row) => row.state === 'running' && !appOfContainer(row.id) && !row.labels['gantry.hook'] && !row.labels['gantry.carrier']);
  const projects = new Map<string, ContainerRow[]>();
  for (const row of rows) projects.set(row.labels[PROJECT] ?? '', [...(projects.get(row.labels[PROJECT] ?? '') ?? []), row]);
  const container = ({ id, name, image }: ContainerRow) => ({ id, name, image });
  return {
    projects: [...projects].filter(([project]) => project !== '').map(([name, own]) => ({ name, containers: own.map(container) })),
    containers: (projects.get('') ?? []).map(container),
  };
}

interface Draft extends AdoptionDto {
  parsed: AppSpec | null;
  containers: { id: string; name: string }[];
  imageId: string;
}

/** What apps these containers would be, and what a container made from each spec would have otherwise. Changes nothing. */
async function draft(scope: Scope, { environmentId, containerIds, group }: { environmentId: string; containerIds: string[]; group: string }): Promise<Draft[]> {
  const engine = engineById(environmentId);
  const rows = containerIds.map((id) => {
    const row = engine.inventory.container(id);
    if (!row || row.state !== 'running') throw appErrors('adopt_not_running', { id: id.slice(0, 12) });
    const owner = appOfContainer(row.id);
    if (owner) throw appErrors('adopt_owned', { container: row.name, app: owner.path });
    return row;
  });
  const sets = new Map<string, ContainerRow[]>();
  for (const row of rows) {
    const [project, service] = [row.labels[PROJECT], row.labels[SERVICE]];
    const path = project && service ? join(group, project, service) : join(group, row.name);
    sets.set(path, [...(sets.get(path) ?? []), row]);
  }
  return Promise.all([...sets].map(async ([path, own]) => {
    const { found, defaults } = await inspectFacts(engine, own[0]!.id);
    const real = factsOf(found, defaults);
    const depends = own[0]!.labels[DEPENDS]?.split(',').map((one) => one.split(':')[0]!).filter(Boolean).map((service) => join(group, own[0]!.labels[PROJECT]!, service)).filter((other) => sets.has(other)) ?? [];
    const spec = { ...specFromFacts(real, found, own.length), ...(depends.length > 0 && { dependencies: depends }) };
    const parsed = appSpec.safeParse(spec);
    const errors = [...(parsed.error ? await describeIssues(parsed.error, scope.locale ?? 'en', ['spec']) : []), ...((await pathIsTaken(path)) ? [{ path: '$.path', message: path }] : [])];
    const changes: Difference[] = parsed.data ? differences(wantedFacts(parsed.data, { env: parsed.data.env as Record<string, string>, files: [] }), real) : [];
    return { path, spec, containers: own.map(({ id, name }) => ({ id, name })), errors, changes, parsed: parsed.data ?? null, imageId: found.Image };
  }));
}

export async function previewAdoption(scope: Scope, wish: { environmentId: string; containerIds: string[]; group: string }): Promise<{ apps: AdoptionDto[] }> {
  return { apps: (await draft(scope, wish)).map(({ path, spec, containers, errors, changes }) => ({ path, spec, containers, errors, changes })) };
}

/** The containers go on as they are: only the database learns whose they are from now on. */
export async function adopt(scope: Scope, wish: { environmentId: string; containerIds: string[]; group: string }) {
  const drafts = await draft(scope, wish);
  for (const { path, parsed } of drafts) {
    appPath.parse(path);
    if (!parsed) throw appErrors('adopt_impossible', { path });
    await checkSpec(scope, { path, environmentId: wish.environmentId, spec: parsed }, drafts.flatMap((one) => (one.parsed ? [{ path: one.path, spec: one.parsed }] : [])));
  }
  const apps = [];
  for (const { path, parsed, containers, imageId } of drafts) {
    const id = await adoptApp({ path, environmentId: wish.environmentId, spec: parsed!, imageId, containers, by: scope.actor.name });
    if (!id) throw appErrors('path_taken', { path });
    for (const container of containers) appsByContainer().set(container.id, { id, path });
    enqueue(id);
    apps.push(await toAppDto(await needApp(id), scope.locale ?? 'en'));
  }
  return { apps };
}
