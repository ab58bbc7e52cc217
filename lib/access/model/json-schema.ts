/** The part of JSON Schema that zod writes, as the API page reads it. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export const choicesOf = (schema: JsonSchema): JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [];

/** `string`, `integer | null`, `"a" | "b"`, `object[]`. */
export function typeName(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.length > 8 ? `${typeof schema.enum[0]} (${schema.enum.length})` : schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = choicesOf(schema);
  if (choices.length > 0) return [...new Set(choices.map(typeName))].join(' | ');
  if (schema.type === 'array') {
    const item = schema.items ? typeName(schema.items) : 'any';
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  return schema.type ?? 'any';
}

const SAFE = Number.MAX_SAFE_INTEGER;

/** What a value must hold to, in a few signs: `1–500`, `≤ 200 chars`, `uuid`. */
export function limitsOf(schema: JsonSchema): string[] {
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    const from = low !== undefined && low > -SAFE ? low : undefined;
    const to = high !== undefined && high < SAFE ? high : undefined;
    if (from !== undefined && to !== undefined) return [`${from}–${to}${unit}`];
    if (from !== undefined) return [`≥ ${from}${unit}`];
    return to === undefined ? [] : [`≤ ${to}${unit}`];
  };
  return [
    ...(schema.format ? [schema.format] : []),
    ...range(schema.minimum, schema.maximum, ''),
    ...range(schema.minLength, schema.maxLength, ' chars'),
    ...range(schema.minItems, schema.maxItems, ' items'),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ];
}

const DEEPEST = 8;

/** A value of the schema's shape, for an example; with the required fields only, unless there are none. */
export function exampleOf(schema: JsonSchema, depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const choice = choicesOf(schema)[0];
  if (choice) return exampleOf(choice, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) return depth > DEEPEST ? {} : exampleObject(schema, depth);
  if (type === 'array') return schema.items && depth <= DEEPEST ? [exampleOf(schema.items, depth + 1)] : [];
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum !== undefined && schema.minimum > -SAFE ? schema.minimum : 0, 0);
  if (type === 'boolean') return true;
  if (schema.format === 'uuid') return '01980000-0000-7000-8000-000000000000';
  return type === 'string' ? 'string' : null;
}

function exampleObject({ properties = {}, required = [] }: JsonSchema, depth: number): Record<string, unknown> {
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {}, depth + 1)]));
}
