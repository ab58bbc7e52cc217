/** Words as a person types them; quotes keep blanks together. Nothing else has a meaning: no shell sees it. */
export function splitArgv(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:"((?:\\.|[^"\\])*)"|'([^']*)'|((?:\\.|[^\s"'\\])+))+/g)) {
    words.push([...match[0].matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|((?:\\.|[^\s"'\\])+)/g)].map(([, double, single, bare]) => single ?? (double ?? bare ?? '').replace(/\\(.)/g, '$1')).join(''));
  }
  return words;
}
