import { expect, it } from 'vitest';
import { splitArgv } from './split-argv';

it('splits words as a person means them and gives nothing else a meaning', () => {
  expect(splitArgv('python3 -i')).toEqual(['python3', '-i']);
  expect(splitArgv(`sh -c "echo 'a b'" 'c d'`)).toEqual(['sh', '-c', "echo 'a b'", 'c d']);
  expect(splitArgv('a\\ b ; $(x) | y')).toEqual(['a b', ';', '$(x)', '|', 'y']);
  expect(splitArgv('   ')).toEqual([]);
});
