import { describe, expect, it } from 'vitest';
import { exampleOf, limitsOf, typeName } from './json-schema';

describe('a schema in a few words', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, '("a" | "b")[]'],
    [{ type: 'array', items: { type: 'object' } }, 'object[]'],
    [{ const: 'line' }, '"line"'],
    [{}, 'any'],
  ])('names the type of %j', (schema, name) => expect(typeName(schema)).toBe(name));

  it('tells limits, and not those that every number has', () => {
    expect(limitsOf({ type: 'integer', minimum: 1, maximum: 500, default: 100 })).toEqual(['1–500', 'default 100']);
    expect(limitsOf({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER })).toEqual(['≥ 0']);
    expect(limitsOf({ type: 'string', format: 'uuid', maxLength: 9 })).toEqual(['uuid', '≤ 9 chars']);
  });
});

describe('an example', () => {
  it('has the required fields, with their own examples', () => {
    expect(exampleOf({ type: 'object', required: ['email', 'role'], properties: { email: { type: 'string', example: 'mei@example.com' }, role: { enum: ['admin', 'viewer'] }, note: { type: 'string' } } })).toEqual({ email: 'mei@example.com', role: 'admin' });
  });

  it('shows one field where none is required', () => {
    expect(exampleOf({ type: 'object', properties: { disabled: { type: 'boolean' }, role: { type: 'string' } } })).toEqual({ disabled: true });
  });

  it('ends on a schema that goes on and on', () => {
    const tree: { type: string; items?: object } = { type: 'array' };
    tree.items = tree;
    expect(JSON.stringify(exampleOf(tree)).length).toBeLessThan(100);
  });
});
