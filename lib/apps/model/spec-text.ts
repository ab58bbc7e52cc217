import { parseDocument, stringify } from 'yaml';

export type SpecFormat = 'yaml' | 'json';

/** The same document as text; what the form shows and what the editor holds are one value. */
export const toText = (value: unknown, format: SpecFormat) => (format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : stringify(value, { lineWidth: 0 }));

export type ParsedText = { ok: true; value: unknown } | { ok: false; line: number; message: string };

/** YAML holds JSON, so one parser serves both. Aliases are bounded: a few lines must not become gigabytes. */
export function fromText(text: string, { merge = false }: { /** YAML's `<<`. */ merge?: boolean } = {}): ParsedText {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: true, merge });
  const [error] = document.errors;
  if (error) return { ok: false, line: error.linePos?.[0].line ?? 1, message: error.message.split('\n')[0]! };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (failure) {
    return { ok: false, line: 1, message: (failure as Error).message };
  }
}
