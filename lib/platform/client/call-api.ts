import type { z } from 'zod';
import type { Endpoint, Method } from '../endpoint';

/** RFC 9457 problem details as this API sends them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** A full sentence in the reader's language. */
  detail: string;
  code: string;
  params?: Record<string, string | number>;
  errors?: { path: string; message: string; code: string }[];
}

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
  }
}

type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Part<Name extends string, T> = [T] extends [undefined] ? { [K in Name]?: undefined } : { [K in Name]: T };

export type CallOptions<E extends Endpoint> = { method: E['method']; path: E['path']; signal?: AbortSignal } & Part<'params', Input<E['params']>> &
  ([Input<E['query']>] extends [undefined] ? { query?: undefined } : { query?: Input<E['query']> }) &
  Part<'body', Input<E['body']>>;
export type Answer<E extends Endpoint> = Output<E['response']>;

/**
 * Calls one endpoint: `callApi<typeof listContainers>({ method: 'GET', path: '/api/v1/containers', query })`.
 * Types come from the slice's contract; no schema code is sent to the browser. Throws {@link ApiError}.
 */
export async function callApi<E extends Endpoint>(options: CallOptions<E>): Promise<Answer<E>> {
  const response = await fetchApi(options as AnyCall);
  return (response.status === 204 ? undefined : await response.json()) as Answer<E>;
}

export interface AnyCall {
  method: Method;
  path: string;
  params?: unknown;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal;
}

/** The raw response of a call that succeeded, for streams and downloads. Throws {@link ApiError}. */
export async function fetchApi({ method, path, params, query, body, signal }: AnyCall): Promise<Response> {
  const isStream = body instanceof Blob || body instanceof ReadableStream;
  const response = await fetch(buildUrl(path, params, query), {
    method,
    signal,
    headers: body === undefined ? {} : { 'content-type': isStream ? 'application/octet-stream' : 'application/json' },
    body: body === undefined ? undefined : isStream ? (body as Blob) : JSON.stringify(body),
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response;
}

export function buildUrl(path: string, params: unknown = {}, query: unknown = {}): string {
  const filled = path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const value = String((params as Record<string, unknown>)[name]);
    return value.split('/').map(encodeURIComponent).join('/');
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null) search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

async function readProblem(response: Response): Promise<Problem> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  if (problem?.code) return problem;
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: `${response.status} ${response.statusText}`, code: 'platform.internal' };
}
