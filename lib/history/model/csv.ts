/** RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (values: readonly string[]) => `${values.map(csvField).join(',')}\r\n`;
