import type { Locale } from '@/lib/messages';
import { appErrors } from '../errors';
import { toAppDto, toDeploymentDto, toInstanceDto } from './app-dto';
import { findApp, findEndedInstances, specOf, type AppRow } from './app.repo';

export async function needApp(id: string): Promise<AppRow> {
  const app = await findApp(id);
  if (!app) throw appErrors('not_found', { id });
  return app;
}

export async function getApp(id: string, locale: Locale) {
  const app = await needApp(id);
  const ended = await findEndedInstances(id);
  return {
    ...toAppDto(app),
    spec: specOf(app),
    instanceRows: [...app.instances.sort((a, b) => a.slot - b.slot), ...ended].map((row) => toInstanceDto(row, app)),
    deployments: await Promise.all(app.deployments.map((row) => toDeploymentDto(row, locale))),
    versions: app.versions.map((version) => ({ number: version.number, createdAt: version.createdAt.toISOString(), createdBy: version.createdBy, message: version.message, image: specOf(app, version.number).image })),
  };
}
