const COLOURS = { good: '#15803d', busy: '#1d4ed8', warning: '#a16207', bad: '#b91c1c', off: '#52606d' } as const;
export type BadgeTone = keyof typeof COLOURS;

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
/** Wide letters count double; close enough for eleven pixels of text. */
const widthOf = (text: string) => 14 + [...text].reduce((sum, char) => sum + (char > '\u2e80' ? 12 : 6.6), 0);

export function drawBadge(label: string, text: string, tone: BadgeTone): string {
  const [left, right] = [Math.round(widthOf(label)), Math.round(widthOf(text))];
  const words = (x: number, value: string) => `<text x="${x}" y="14" text-anchor="middle">${escape(value)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escape(`${label}: ${text}`)}"><clipPath id="r"><rect width="${left + right}" height="20" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="20" fill="#1f2937"/><rect x="${left}" width="${right}" height="20" fill="${COLOURS[tone]}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${words(left / 2, label)}${words(left + right / 2, text)}</g></svg>`;
}
