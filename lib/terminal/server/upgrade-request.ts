import type { IncomingMessage } from 'node:http';

/** A WebSocket handshake as `authenticate` reads a request: headers and cookies by name. */
export interface UpgradeRequest {
  headers: Headers;
  cookies: { get(name: string): { value: string; name: string } | undefined };
}

export function toUpgradeRequest(request: IncomingMessage): UpgradeRequest {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const cookies = new Map<string, string>();
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=');
    if (name && !cookies.has(name)) cookies.set(name, decode(value.join('=')));
  }
  return { headers, cookies: { get: (name) => (cookies.has(name) ? { name, value: cookies.get(name)! } : undefined) } };
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * A page of another site may open a WebSocket here with the person's cookie; its Origin tells. A browser always sends one,
 * so without one it must be a program, which has no cookie but a token.
 */
export function isOwnOrigin({ headers }: UpgradeRequest): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('authorization') !== null && headers.get('cookie') === null;
  const host = headers.get('host');
  if (!host || !URL.canParse(origin)) return false;
  const secure = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
  return origin === `${secure ? 'https' : 'http'}://${host}` || (!headers.has('x-forwarded-proto') && origin === `https://${host}`);
}
