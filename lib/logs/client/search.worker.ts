/** Matches a pattern from outside where it can be stopped: a pattern may take for ever, and the page must not. */
interface Request { pattern: string; lines: { seq: number; text: string }[] }

const LONGEST_CHARS = 4_000;
const MOST_MATCHES_A_LINE = 100;

self.onmessage = ({ data: { pattern, lines } }: MessageEvent<Request>) => {
  const expression = new RegExp(pattern, 'giu');
  const found: [number, [number, number][]][] = [];
  for (const { seq, text } of lines) {
    const ranges: [number, number][] = [];
    for (const match of text.slice(0, LONGEST_CHARS).matchAll(expression)) {
      if (match[0].length > 0) ranges.push([match.index, match.index + match[0].length]);
      if (ranges.length >= MOST_MATCHES_A_LINE) break;
    }
    if (ranges.length > 0) found.push([seq, ranges]);
  }
  self.postMessage({ found });
};
