import { expect, it } from 'vitest';
import { analyseCanary, type Sample } from './canary-analysis';

const fine = (of: Sample['of'], change: Partial<Sample> = {}): Sample => ({ of, healthy: true, restarts: 0, exitCode: null, ...change });

it.each([
  ['nothing fails', [fine('old'), fine('new')], 'good'],
  ['the new one is unhealthy', [fine('old'), fine('old'), fine('new', { healthy: false })], 'worse'],
  ['the new one restarts', [fine('old'), fine('new', { restarts: 1 })], 'worse'],
  ['both fail alike: what they need is down', [fine('old', { healthy: false }), fine('new', { healthy: false })], 'good'],
  ['one of ten old ones fails, and one of two new', [...Array.from({ length: 9 }, () => fine('old')), fine('old', { exitCode: 1 }), fine('new'), fine('new', { exitCode: 1 })], 'worse'],
  ['there is nothing old', [fine('new', { restarts: 9 })], 'unsure'],
] as [string, Sample[], string][])('%s', (_what, samples, verdict) => expect(analyseCanary(samples).verdict).toBe(verdict));
