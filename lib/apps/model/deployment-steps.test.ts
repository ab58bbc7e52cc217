import { expect, it } from 'vitest';
import { deploymentSteps, type DecidedEvent } from './deployment-steps';

const log = (...codes: (string | [string, DecidedEvent['params']])[]): DecidedEvent[] => codes.map((one, index) => ({ at: `t${index}`, code: typeof one === 'string' ? one : one[0], params: typeof one === 'string' ? {} : one[1] }));
const facts: Parameters<typeof deploymentSteps>[0] = { status: 'running', kind: 'deploy', fromVersion: 1, toVersion: 2, strategy: 'rolling', canarySteps: 0, hasPre: false, hasPost: false, wanted: 2, events: [] };
const states = (change: Partial<typeof facts>) => deploymentSteps({ ...facts, ...change }).map(({ code, state }) => `${code}:${state}`);
const ready: [string, DecidedEvent['params']] = ['instance_ready', { version: 2 }];

it('a rolling one goes on from part to part', () => {
  expect(states({})).toEqual(['start:running', 'stop:waiting']);
  expect(states({ events: log('image_pulling') })).toEqual(['pull:running', 'start:waiting', 'stop:waiting']);
  expect(states({ events: log('image_pulling', 'instance_started', ready, ready), hasPost: true })).toEqual(['pull:done', 'start:done', 'stop:running', 'post:waiting']);
  expect(states({ status: 'succeeded', events: log(ready, ready, 'succeeded') })).toEqual(['start:done', 'stop:done']);
});

it('a canary has a part for each step, and a blue-green one its switch', () => {
  expect(states({ strategy: 'canary', canarySteps: 2, events: log(['step_reached', { step: 1 }]) })).toEqual(['canary:done', 'canary:running', 'rest:waiting', 'stop:waiting']);
  expect(states({ strategy: 'blueGreen', events: log(ready, ready, 'switched') })).toEqual(['start:done', 'switch:done']);
});

it('what failed is marked where it failed, with the way back after it', () => {
  expect(states({ status: 'rollingBack', events: log(ready, 'rolling_back') })).toEqual(['start:failed', 'stop:waiting', 'rollBack:running']);
  expect(states({ status: 'failed', events: log(ready, 'rolling_back', 'rolled_back'), hasPre: true })).toEqual(['pre:failed', 'start:waiting', 'stop:waiting', 'rollBack:done']);
  expect(states({ kind: 'suspend', fromVersion: 2, events: [] })).toEqual(['stop:running']);
});
