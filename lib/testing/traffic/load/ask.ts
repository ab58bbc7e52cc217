import http from 'node:http';
import type { Served } from './record';

export interface Target {
  address: string;
  port: number;
  /** The name that the request is for; the address may be anybody's. */
  host: string;
}

export interface Question {
  method?: 'GET' | 'POST';
  path: string;
  /** `false`: a connection of its own. */
  agent: http.Agent | false;
  timeoutMs: number;
  send?: (request: http.ClientRequest) => Promise<void>;
}

let asked = 0;

/** Asks once and holds the answer to all that it must be; rejects with what was wrong. Never asks again by itself. */
export async function ask<T extends Served>(target: Target, question: Question): Promise<T> {
  const nonce = String(++asked);
  const { status, text } = await exchange(target, question, nonce);
  if (status !== 200) throw new Error(`status ${status}`);
  const answer = parse<T & { nonce: string }>(text);
  if (answer.nonce !== nonce) throw new Error(`the answer to ${answer.nonce} came for ${nonce}`);
  return answer;
}

function exchange({ address, port, host }: Target, { method = 'GET', path, agent, timeoutMs, send }: Question, nonce: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: address, port, method, path, agent, setHost: false, headers: { host, 'x-nonce': nonce } });
    const timer = setTimeout(() => request.destroy(new Error(`no whole answer within ${timeoutMs} ms`)), timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(new Error(`${error.message} on a ${request.reusedSocket ? 'reused' : 'new'} connection`));
    };
    request.on('error', fail);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('close', () => {
        if (!response.complete) return fail(new Error('cut in the middle of the answer'));
        clearTimeout(timer);
        resolve({ status: response.statusCode!, text: Buffer.concat(parts).toString() });
      });
    });
    if (send) send(request).catch(fail);
    else request.end();
  });
}

export function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`not the app's answer: ${text.slice(0, 80)}`);
  }
}
