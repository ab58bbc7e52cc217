import { NextRequest } from 'next/server';

/** A real request as Next hands it to a route, from this machine unless said otherwise. */
export function request(method: string, path: string, { token, cookie, body, headers }: { token?: string; cookie?: string; body?: unknown; headers?: Record<string, string> } = {}): NextRequest {
  return new NextRequest(new URL(path, 'http://gantry.test'), {
    method,
    headers: {
      host: 'gantry.test',
      'x-gantry-peer': '192.0.2.1',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie, origin: 'http://gantry.test' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
