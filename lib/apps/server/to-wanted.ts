import type { WantedApp } from '../model/plan-app';
import { isExclusive } from '../spec';
import { specOf, type AppRow } from './app.repo';

export const toWanted = (app: AppRow): WantedApp => ({
  version: app.wantedVersion,
  generation: app.generation,
  instances: app.suspended || app.destroyRequestedAt ? 0 : app.wantedInstances,
  exclusive: isExclusive(specOf(app)),
});
