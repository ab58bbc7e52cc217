/** What the runtime says when the program could not even be started, from the engine's error or the terminal's first output. */
export function readExecFailure(text: string): 'command_missing' | 'user_unknown' | null {
  if (/unable to find (user|group)|no matching entries in passwd/i.test(text)) return 'user_unknown';
  if (/OCI runtime exec failed|exec failed:/i.test(text) && /executable file not found|no such file or directory|permission denied|not a directory/i.test(text)) return 'command_missing';
  return null;
}
