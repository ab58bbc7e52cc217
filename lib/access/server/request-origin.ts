import type { NextRequest } from 'next/server';
import { isSecure } from './session-cookie';

/** Under which name this browser reaches the console. The forwarded one gets here from a trusted proxy alone. */
export function requestOrigin(request: NextRequest): string {
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? request.nextUrl.host;
  return `${isSecure(request.headers) ? 'https' : 'http'}://${host}`;
}
