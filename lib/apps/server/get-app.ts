import { createTranslator } from 'next-intl';
import type { Engine } from '@/lib/environments/server/engine';
import { maskerOf } from '@/lib/environments/model/mask-values';
import { loadMessages, type Locale } from '@/lib/messages';
import type { AppDetailDto, PlacementDto } from '../contract';
import { appErrors } from '../errors';
import { diffSpec } from '../model/diff-spec';
import { toAppDto, toInstanceDto } from './app-dto';
import { findApp, specOf, type AppRow } from './app.repo';
import { toDeploymentDto } from './deployment-dto';
import { findEndedInstances, findInstance } from './instance.repo';
import { secretsOfVersion } from './given-secrets';
import { observeApp } from './observe-app';
import { placeApp } from './place-app';
import { pulls } from './bring-up';

export async function needApp(id: string): Promise<AppRow> {
  const app = await findApp(id);
  if (!app) throw appErrors('not_found', { id });
  return app;
}

export async function getApp(id: string, locale: Locale): Promise<AppDetailDto> {
  const app = await needApp(id);
  const seen = observeApp(app);
  const dto = await toAppDto(app, locale);
  const rows = [...app.instances.sort((a, b) => a.slot - b.slot), ...(await findEndedInstances(id))];
  return {
    ...dto,
    placement: dto.status === 'waiting' && seen.engine ? await explain(app, seen.engine, locale) : null,
    spec: specOf(app),
    pull: (pulls().get(id) as AppDetailDto['pull'] | undefined) ?? null,
    instanceRows: await Promise.all(rows.map((row) => toInstanceDto(row, seen, locale))),
    deployments: await Promise.all(app.deployments.map((row) => toDeploymentDto(row, app.path, locale, app))),
    versions: app.versions.map((version) => ({ number: version.number, createdAt: version.createdAt.toISOString(), createdBy: version.createdBy, message: version.message, tag: version.tag, imageId: version.imageId, image: specOf(app, version.number).image })),
  };
}

/** The funnel of an app that waits, in the reader's language. */
async function explain(app: AppRow, engine: Engine, locale: Locale): Promise<PlacementDto | null> {
  const placement = await placeApp(app, engine);
  if (!placement) return null;
  const t = createTranslator({ locale, messages: (await loadMessages(locale)) as never }) as unknown as (key: string, params: Record<string, string | number>) => string;
  return { funnel: placement.funnel, hosts: placement.hosts.map(({ name, refusals }) => ({ name, refusals: refusals.map(({ step, code, params }) => ({ step, text: t(`apps.refusals.${code}`, params) })) })) };
}

/** One version, and what would change on the way to it from another. */
export async function getVersion(id: string, number: number, against?: number) {
  const app = await needApp(id);
  const need = (wanted: number) => {
    const version = app.versions.find((one) => one.number === wanted);
    if (!version) throw appErrors('version_not_found', { version: wanted, path: app.path });
    return version;
  };
  const version = need(number);
  const changes = against === undefined ? [] : diffSpec(specOf(app, need(against).number), specOf(app, number));
  return { number, spec: specOf(app, number), imageId: version.imageId, changes };
}

export async function getInstanceLog(appId: string, instanceId: string): Promise<{ text: string }> {
  const row = await findInstance(instanceId);
  if (row?.appId !== appId) throw appErrors('instance_not_found', { id: instanceId });
  return { text: maskerOf(await secretsOfVersion(await needApp(appId), row.versionNumber))(row.lastLog ?? '') };
}

export async function getAppSpec(id: string) {
  const app = await needApp(id);
  return { path: app.path, spec: specOf(app) };
}
