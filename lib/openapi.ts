import { z } from 'zod';
import type { NamedEndpoint } from './endpoints';
import type { Endpoint } from './platform/endpoint';

type Json = Record<string, unknown>;

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A full sentence in the language that Accept-Language asks for'),
  code: z.string().describe('Stable: programs decide by it').meta({ example: 'access.forbidden' }),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.object({ path: z.string().meta({ example: '$.ports[0].host' }), code: z.string(), message: z.string() })).optional(),
});

const refusal = (description: string) => ({ description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } });

/** The OpenAPI 3.1 document of all endpoints, from the schemas that the routes themselves parse with. */
export function buildOpenApi(endpoints: readonly NamedEndpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const named of endpoints) (paths[openApiPath(named.endpoint.path)] ??= {})[named.endpoint.method.toLowerCase()] = operation(named);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gantry',
      version: 'v1',
      description:
        'Everything that the console does. Send an API token as `Authorization: Bearer gty_…`. Errors are RFC 9457 problem details with a stable `code`. Unknown query parameters and body keys are refused.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ slice }) => slice))].map((name) => ({ name })),
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token (Account → API tokens, or `npm run token`)' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token', description: 'The cookie of a signed-in browser; `__Secure-` stands before the name behind https' },
      },
      schemas: { Problem: jsonSchema(problem, 'output') },
      responses: {
        SignedOut: refusal('Not signed in, or the token is unknown, expired or revoked'),
        Forbidden: refusal('Signed in, but without the permission; or a request from another site'),
        InvalidInput: refusal('Something in the input cannot be used; `errors` says where'),
        Failed: refusal('Any other refusal or failure'),
      },
    },
  };
}

export const openApiPath = (path: string) => path.replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}');

function operation({ slice, name, endpoint }: NamedEndpoint): Json {
  const { permission } = endpoint;
  return {
    operationId: name,
    tags: [slice],
    summary: endpoint.summary,
    description: permission === 'public' ? 'Needs no account.' : permission === 'signed-in' ? 'Every account may.' : `Needs the permission \`${permission}\`.`,
    'x-permission': permission,
    'x-on': endpoint.on ?? 'console',
    ...(permission === 'public' && { security: [] }),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...requestBody(endpoint),
    responses: {
      ...success(endpoint),
      ...(permission !== 'public' && { 401: { $ref: '#/components/responses/SignedOut' } }),
      ...((permission !== 'public' || endpoint.method !== 'GET') && { 403: { $ref: '#/components/responses/Forbidden' } }),
      ...((endpoint.params || endpoint.query || endpoint.body) && { 422: { $ref: '#/components/responses/InvalidInput' } }),
      default: { $ref: '#/components/responses/Failed' },
    },
  };
}

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

function requestBody(endpoint: Endpoint): Json {
  if (endpoint.bodyStream) return { requestBody: { required: true, content: { [endpoint.bodyStream]: { schema: { type: 'string', format: 'binary' } } } } };
  return endpoint.body ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } } } : {};
}

function success(endpoint: Endpoint): Json {
  const status = endpoint.status ?? (endpoint.response || endpoint.stream ? 200 : 204);
  if (endpoint.stream) {
    // One event or line, when the contract declares it; else bytes.
    const schema = endpoint.response ? jsonSchema(endpoint.response, 'output') : { type: 'string' };
    return { [status]: { description: 'A stream', content: { [endpoint.stream]: { schema } } } };
  }
  if (status === 204 || !endpoint.response) return { [status]: { description: 'Done' } };
  return { [status]: { description: 'Done', content: { 'application/json': { schema: jsonSchema(endpoint.response, 'output') } } } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const written: Json = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', target: 'draft-2020-12' });
  // The document says once which dialect it is in.
  delete written.$schema;
  return written;
}
