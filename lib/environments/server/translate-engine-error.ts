import { isAppError, type AppError } from '@/lib/platform/errors';
import { environmentErrors } from '../errors';

interface EngineFailure {
  name?: string;
  statusCode?: number;
  code?: string;
  message?: string;
  reason?: string;
  json?: { message?: string } | string | null;
}

/** What a system's error means in a sentence; `other`: in its own words. */
const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'connection_refused', ENOENT: 'socket_missing', EACCES: 'socket_forbidden', ENOTFOUND: 'host_name_unknown', EAI_AGAIN: 'host_name_unknown',
  EHOSTUNREACH: 'host_unreachable', ENETUNREACH: 'host_unreachable', ETIMEDOUT: 'host_unreachable', ECONNRESET: 'other', EPIPE: 'other', ERR_STREAM_PREMATURE_CLOSE: 'other',
};

/** The engine's failure as an `AppError` that says what is wrong on which engine. Sorted from specific to general. */
export function translateEngineError(error: unknown, engine: string): AppError {
  if (isAppError(error)) return error;
  const failure = error as EngineFailure;
  const reason = reasonOf(failure);
  const cause = failure.code && Object.hasOwn(UNREACHABLE, failure.code) ? UNREACHABLE[failure.code]! : undefined;
  if (cause) return environmentErrors('engine_unreachable', { engine, cause, reason });
  if (/no space left on device/i.test(reason)) return environmentErrors('no_space', { engine, reason });

  const port = /Bind for \S*?:(\d+) failed: port is already allocated|listen tcp\d? \S*?:(\d+): bind: address already in use/i.exec(reason);
  if (port) return environmentErrors('port_taken', { engine, port: port[1] ?? port[2]! });
  const image = /no such image:? ?([^\s]+)|manifest for ([^\s]+) not found|manifest unknown/i.exec(reason);
  if (image) return environmentErrors('image_not_found', { engine, image: (image[1] ?? image[2] ?? '').replace(/[:.,]$/, '') });
  const denied = /pull access denied for ([^\s,]+)|unauthorized: authentication required|no basic auth credentials/i.exec(reason);
  if (denied) return environmentErrors('image_pull_denied', { engine, image: denied[1] ?? '' });
  if (/Get "?https?:\/\/|dial tcp|lookup \S+|TLS handshake|server misbehaving/i.test(reason)) return environmentErrors('registry_unreachable', { engine, reason });
  return byStatus(failure.statusCode, engine, reason);
}

function byStatus(status: number | undefined, engine: string, reason: string): AppError {
  if (status === 404) return environmentErrors('object_not_found', { engine, reason });
  if (status === 409) return environmentErrors(/already in use by container|already exists/i.test(reason) ? 'object_name_taken' : 'object_in_use', { engine, reason });
  if (status !== undefined && status >= 400 && status < 500) return environmentErrors('engine_bad_request', { engine, reason });
  return environmentErrors('engine_refused', { engine, reason });
}

/** The engine's own words, without the wrapping that the client library adds. */
function reasonOf(failure: EngineFailure): string {
  const told = typeof failure.json === 'object' ? failure.json?.message : undefined;
  // `reason` is the client library's name for the status (`server error`): the last resort.
  return (told ?? failure.message ?? failure.reason ?? String(failure)).replace(/^\(HTTP code \d+\) [^-]+ - /, '').trim().slice(0, 1000);
}
