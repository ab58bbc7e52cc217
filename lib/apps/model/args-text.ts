/** A list of arguments in one line: those with blanks or quotes stand in JSON quotes. */
export const joinArgs = (args: string[] | undefined) => (args ?? []).map((arg) => (arg === '' || /[\s"']/.test(arg) ? JSON.stringify(arg) : arg)).join(' ');

/** Splits at blanks outside of quotes; no shell has a say. Undefined for an empty line. */
export function splitArgs(line: string): string[] | undefined {
  const args = [...line.matchAll(/"((?:[^"\\]|\\.)*)"?|'([^']*)'?|(\S+)/g)].map(([, double, single, bare]) => (double === undefined ? (single ?? bare ?? '') : double.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char))));
  return args.length > 0 ? args : undefined;
}
