import { exampleOf, type JsonSchema } from './json-schema';

type Content = Record<string, { schema: JsonSchema }>;

export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  permission: string;
  parameters: { name: string; in: 'path' | 'query'; required: boolean; description?: string; schema: JsonSchema }[];
  body?: { media: string; schema: JsonSchema };
  answers: { status: string; media?: string; schema?: JsonSchema }[];
}

interface RawOperation {
  operationId: string;
  tags: string[];
  summary: string;
  'x-permission': string;
  parameters: ApiOperation['parameters'];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content } | { $ref: string }>;
}

/** The document as a flat list. */
export function readOperations(document: { paths: Record<string, Record<string, unknown>> }): ApiOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, RawOperation>).map(([method, raw]) => ({
      id: raw.operationId,
      method: method.toUpperCase(),
      path,
      tag: raw.tags[0] ?? '',
      summary: raw.summary,
      permission: raw['x-permission'],
      parameters: raw.parameters,
      body: first(raw.requestBody?.content),
      answers: Object.entries(raw.responses).flatMap(([status, answer]) => ('$ref' in answer ? [] : [{ status, ...first(answer.content) }])),
    })),
  );
}

function first(content: Content | undefined) {
  const [media, value] = Object.entries(content ?? {})[0] ?? [];
  return media && value ? { media, schema: value.schema } : undefined;
}

export function matchesOperation({ id, method, path, summary, permission }: ApiOperation, search: string): boolean {
  const text = `${id} ${method} ${path} ${summary} ${permission}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A command line that can be tried, once `$GANTRY_TOKEN` and the parts in braces are filled in. */
export function curlExample({ method, path, permission, parameters, body }: ApiOperation, origin: string): string {
  const query = parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${one.name}=${encodeURIComponent(String(exampleOf(one.schema)))}`);
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quote(`${origin}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`)}`,
    ...(permission === 'public' ? [] : ['-H "Authorization: Bearer $GANTRY_TOKEN"']),
    ...(body ? [`-H 'Content-Type: ${body.media}'`, body.media === 'application/json' ? `-d ${quote(JSON.stringify(exampleOf(body.schema)))}` : '--data-binary @file'] : []),
  ];
  return lines.join(' \\\n  ');
}
