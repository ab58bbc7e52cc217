import { createTranslator } from 'next-intl';
import { loadMessages, type Locale } from '@/lib/messages';
import type { DeploymentDetailDto, DeploymentDto } from '../contract';
import { deploymentSteps, type DeploymentStep } from '../model/deployment-steps';
import { diffSpec } from '../model/diff-spec';
import { isExclusive } from '../spec';
import { sentenceOf } from './app-dto';
import { findApp, specOf, type AppRow } from './app.repo';
import { analysisOf } from './canary-watch';
import { ACTIVE, beforeOf, progressOf, type DeploymentRow, type findDeployment } from './deployment.repo';

type Translate = (key: string, params: Record<string, string | number>) => string;

export async function toDeploymentDto(row: DeploymentRow, path: string, locale: Locale, app?: AppRow): Promise<DeploymentDto> {
  const strategy = app?.versions.some(({ number }) => number === row.toVersion) && row.kind === 'deploy' ? specOf(app, row.toVersion).upgradeStrategy : undefined;
  const progress = progressOf(row);
  const step = progress.step ?? 0;
  const isCanary = strategy?.kind === 'canary' && row.fromVersion !== null && ACTIVE.includes(row.status) && step < strategy.canarySteps.length;
  return {
    id: row.id, appId: row.appId, path, kind: row.kind as DeploymentDto['kind'], fromVersion: row.fromVersion, toVersion: row.toVersion, status: row.status as DeploymentDto['status'],
    message: row.message, createdBy: row.createdBy, createdAt: row.createdAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, reason: await sentenceOf(row.reason, locale),
    canary: isCanary ? { step: step + 1, steps: strategy.canarySteps.length, waits: progress.stepSince !== undefined && strategy.canarySteps[step]!.holdSeconds === undefined } : null,
    canRollBack: beforeOf(row) !== null && row.status === 'succeeded' && row.kind !== 'destroy',
  };
}

export async function toDeploymentDetail(row: NonNullable<Awaited<ReturnType<typeof findDeployment>>>, locale: Locale): Promise<DeploymentDetailDto> {
  const app = await findApp(row.appId);
  const t = createTranslator({ locale, messages: (await loadMessages(locale)) as never }) as unknown as Translate;
  const specAt = (number: number | null) => (app && number !== null && app.versions.some((version) => version.number === number) ? specOf(app, number) : {});
  return {
    ...(await toDeploymentDto(row, row.app.path, locale, app ?? undefined)),
    events: await Promise.all(row.events.map(async (event) => {
      const { code, ...params } = event.params as Record<string, string | number>;
      const text = event.code === 'trouble' ? (await sentenceOf({ code, params }, locale))!.detail : t(`apps.events.${event.code}`, params);
      return { id: event.id, at: event.at.toISOString(), code: event.code, text };
    })),
    steps: stepsOf(row, app).map(({ code, state, at, params }) => ({ text: t(`apps.steps.${code}`, params), state, at })),
    analysis: analysisOf(row.id),
    changes: row.fromVersion === row.toVersion ? [] : diffSpec(specAt(row.fromVersion), specAt(row.toVersion)),
  };
}

function stepsOf(row: NonNullable<Awaited<ReturnType<typeof findDeployment>>>, app: AppRow | null): DeploymentStep[] {
  const spec = app?.versions.some(({ number }) => number === row.toVersion) ? specOf(app, row.toVersion) : undefined;
  return deploymentSteps({
    events: row.events.map(({ at, code, params }) => ({ at: at.toISOString(), code, params: params as Record<string, string | number> })),
    status: row.status, kind: row.kind, fromVersion: row.fromVersion, toVersion: row.toVersion, strategy: spec ? (isExclusive(spec) ? 'recreate' : spec.upgradeStrategy.kind) : 'rolling',
    canarySteps: spec?.upgradeStrategy.canarySteps.length ?? 0, hasPre: spec?.hooks.pre !== undefined, hasPost: spec?.hooks.post !== undefined, wanted: app && app.wantedVersion === row.toVersion ? app.wantedInstances : (spec?.instances ?? 0),
  });
}
