import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCommand, splitCommand } from './split-command';

describe('a command line', () => {
  it('is read back as it was written', () => {
    fc.assert(fc.property(fc.array(fc.string()), (words) => { expect(splitCommand(joinCommand(words))).toEqual({ words }); }));
  });
  it('splits as a shell does and expands nothing', () => {
    expect(splitCommand(`sh -c "echo \\"$HOME\\" 'x'" a\\ b ''`)).toEqual({ words: ['sh', '-c', `echo "$HOME" 'x'`, 'a b', ''] });
  });
  it('tells an open quotation mark', () => expect(splitCommand(`echo "a`)).toEqual({ unfinished: '"' }));
});
