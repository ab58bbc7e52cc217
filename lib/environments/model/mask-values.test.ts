import { describe, expect, it } from 'vitest';
import { maskDeep, maskerOf } from './mask-values';

describe('the mask of known secrets', () => {
  it('covers each wherever it stands, the longer one first', () => {
    const mask = maskerOf(['hunter22', 'hunter22-and-more', 'abc']);
    expect(mask('a hunter22-and-more b hunter22 c abc')).toBe('a •••••• b •••••• c abc');
  });
  it('covers the lines of a key', () => expect(maskerOf(['-----BEGIN\nMIIEvQ\n-----END'])('log: MIIEvQ')).toBe('log: ••••••'));
  it('takes characters of a pattern as they are', () => expect(maskerOf(['a.*b$&'])('xa.*b$&y aXXb')).toBe('x••••••y aXXb'));
  it('goes through a whole description', () => expect(maskDeep({ Env: ['X=s3cret!'], n: 1, deep: [{ a: 's3cret!' }] }, maskerOf(['s3cret!']))).toEqual({ Env: ['X=••••••'], n: 1, deep: [{ a: '••••••' }] }));
});
