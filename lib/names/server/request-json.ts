import http from 'node:http';
import https from 'node:https';
import { readBounded } from '@/lib/platform/server/read-bounded';
import { namesErrors } from '../errors';

const DEADLINE_MS = 5_000;
const MOST_BYTES = 4 << 20;

export interface JsonRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  ca?: string;
}

/** Follows no redirect: only the server that an admin named is spoken to. */
export function requestJson({ method, url, headers, body, ca }: JsonRequest): Promise<{ status: number; text: string }> {
  const target = new URL(url);
  const server = target.host;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(error.code === 'ETIMEDOUT' ? namesErrors('server_timeout', { server, seconds: DEADLINE_MS / 1000 }) : namesErrors('server_unreachable', { server, reason: error.code ?? error.message }));
    const options = { method, headers: { accept: 'application/json', ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }), ...headers }, agent: false as const };
    const onAnswer = (answer: http.IncomingMessage) => {
      readBounded(answer, MOST_BYTES).then((content) => resolve({ status: answer.statusCode ?? 0, text: content.toString('utf8') }), fail);
    };
    let request: http.ClientRequest;
    try {
      request = target.protocol === 'https:' ? https.request(target, { ...options, ...(ca && { ca }) }, onAnswer) : http.request(target, options, onAnswer);
    } catch {
      return reject(namesErrors('bad_ca', {}, '$.settings.ca'));
    }
    const timer = setTimeout(() => request.destroy(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })), DEADLINE_MS);
    request.on('error', fail);
    request.on('close', () => clearTimeout(timer));
    request.end(payload);
  });
}

export const baseOf = (url: string) => url.replace(/\/+$/, '');
export const reasonIn = (text: string) => text.replace(/\s+/g, ' ').slice(0, 200);
