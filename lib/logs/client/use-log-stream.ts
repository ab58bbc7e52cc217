'use client';
import { useEffect, useRef, useState } from 'react';
import type { InventoryLiveEvent } from '@/lib/environments/contract';
import { ApiError, fetchApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { LogEvent } from '../contract';
import { LogBuffer } from './log-buffer';
import { readNdjson } from './read-ndjson';

export const LOGS_PATH = '/api/v1/environments/[environmentId]/containers/[containerId]/logs';
const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 8_000;
/** A start may slip through between the end of the log and the wait for it. */
const LOOK_AGAIN_MS = 10_000;

export type LogStatus = 'connecting' | 'live' | 'ended' | 'reconnecting';
export interface LogQuery { tail?: number; sinceMs?: number; stdout: boolean; stderr: boolean }

/** What a container writes, from the chosen beginning on; goes on after it or the connection comes back, without repeating a line. */
export function useLogStream(environmentId: string, containerId: string, { tail, sinceMs, stdout, stderr }: LogQuery) {
  const [status, setStatus] = useState<LogStatus>('connecting');
  const [error, setError] = useState<Error | null>(null);
  const [buffer, setBuffer] = useState(() => new LogBuffer());
  const wake = useRef<() => void>(() => {});
  useLiveEvent<InventoryLiveEvent>('inventory', (change) => {
    if (change.resource !== 'container' || change.environmentId !== environmentId) return;
    if (change.upserts.some((row) => 'state' in row && row.id === containerId && row.state === 'running')) wake.current();
  });

  useEffect(() => {
    const own = new LogBuffer();
    const closing = new AbortController();
    const pause = (ms: number) => new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake.current = () => { clearTimeout(timer); resolve(); };
      closing.signal.addEventListener('abort', () => wake.current(), { once: true });
    });
    const readOnce = async () => {
      const since = own.resume();
      const from = since ? { since } : { ...(tail !== undefined && { tail }), ...(sinceMs !== undefined && { since: new Date(Date.now() - sinceMs).toISOString() }) };
      const response = await fetchApi({ method: 'GET', path: LOGS_PATH, params: { environmentId, containerId }, query: { follow: true, stdout, stderr, ...from }, signal: closing.signal });
      setStatus('live');
      setError(null);
      for await (const event of readNdjson<LogEvent>(response)) {
        if (event.kind === 'done') return true;
        if (event.kind === 'error') setError(new Error(event.detail));
        else own.push(event);
      }
      return false;
    };
    const run = async () => {
      let retryMs = FIRST_RETRY_MS;
      setBuffer(own);
      setStatus('connecting');
      setError(null);
      while (!closing.signal.aborted) {
        try {
          const complete = await readOnce();
          retryMs = FIRST_RETRY_MS;
          if (closing.signal.aborted) return;
          setStatus(complete ? 'ended' : 'reconnecting');
          await pause(complete ? LOOK_AGAIN_MS : retryMs);
        } catch (failure) {
          if (closing.signal.aborted) return;
          if (failure instanceof ApiError) setError(failure);
          if (failure instanceof ApiError && failure.problem.status < 500 && failure.problem.status !== 429) return setStatus('ended');
          setStatus('reconnecting');
          await pause(retryMs);
          retryMs = Math.min(retryMs * 2, MOST_RETRY_MS);
        }
      }
    };
    void run();
    return () => closing.abort();
  }, [environmentId, containerId, tail, sinceMs, stdout, stderr]);

  return { buffer, status, error };
}
