import { expect, it } from 'vitest';
import { readExecFailure } from './exec-failure';

it('tells a missing program and a missing user from what a program prints itself', () => {
  expect(readExecFailure('OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown')).toBe('command_missing');
  expect(readExecFailure('unable to find user nobody9: no matching entries in passwd file')).toBe('user_unknown');
  expect(readExecFailure('sh: foo: not found')).toBeNull();
});
