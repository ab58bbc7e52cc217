import { describe, expect, it } from 'vitest';
import { contradicts } from './expected-state';

describe('a row after an event', () => {
  it.each([['die', 'running', true], ['die', 'exited', false], ['die', 'restarting', false], ['start', 'exited', true], ['start', 'running', false], ['pause', 'running', true], ['rename', 'running', false], [undefined, 'running', false]] as const)(
    'after %s, %s is old news: %s',
    (action, state, old) => expect(contradicts(action, state)).toBe(old),
  );
});
