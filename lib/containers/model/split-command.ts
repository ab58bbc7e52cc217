/** Reads a command line as a shell would split it (quotes, backslashes), and does nothing else a shell does. */
export function splitCommand(text: string): { words: string[] } | { unfinished: '"' | "'" } {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quote) {
      if (char === quote) quote = undefined;
      else if (char === '\\' && quote === '"' && i + 1 < text.length && '"\\$`'.includes(text[i + 1]!)) word += text[++i]!;
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\' && i + 1 < text.length) word = (word ?? '') + text[++i]!;
    else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote) return { unfinished: quote };
  if (word !== undefined) words.push(word);
  return { words };
}

const PLAIN = /^[\w@%+=:,./-]+$/;
/** The line that {@link splitCommand} reads back into the same words. */
export const joinCommand = (words: string[]) => words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
