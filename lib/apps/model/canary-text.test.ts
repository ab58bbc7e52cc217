import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCanarySteps, printCanarySteps } from './canary-text';

const step = fc.oneof(fc.record({ percent: fc.integer({ min: 1, max: 100 }), holdSeconds: fc.nat(1000) }, { requiredKeys: ['percent'] }), fc.record({ instances: fc.integer({ min: 1, max: 100 }), holdSeconds: fc.nat(1000) }, { requiredKeys: ['instances'] }));

it('what is printed is read back the same', () => {
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => { expect(parseCanarySteps(printCanarySteps(steps))).toEqual(steps); }));
});

it('what it cannot read is told apart from nothing', () => {
  expect(parseCanarySteps('a few')).toBeUndefined();
  expect(parseCanarySteps('10%，2 for 5 s')).toEqual([{ percent: 10 }, { instances: 2, holdSeconds: 5 }]);
});
