import { importErrors } from '../errors';

/** Words as a POSIX shell would split them: quotes, backslashes, continued lines and comments; nothing is expanded. */
export function splitShell(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quote === "'") {
      if (char === "'") quote = null;
      else word += char;
    } else if (char === '\\') {
      const next = text[++at] ?? '';
      if (next === '\n') continue;
      if (next === '\r' && text[at + 1] === '\n') { at++; continue; }
      word = (word ?? '') + (quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next);
    } else if (quote === '"') {
      if (char === '"') quote = null;
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (char === '#' && word === null) {
      while (at + 1 < text.length && text[at + 1] !== '\n') at++;
    } else word = (word ?? '') + char;
  }
  if (quote) throw importErrors('unclosed_quote', { quote });
  if (word !== null) words.push(word);
  return words;
}

/** A word that the shell reads back as it is. */
export const quoteShell = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`);
