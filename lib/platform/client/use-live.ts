'use client';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, createElement, useContext, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { LiveConnection, type LiveStatus } from './live-connection';

const LiveContext = createContext<LiveConnection | null>(null);

/** One stream a tab, from the moment the page was made (`position`). After a gap all that was read is read again. */
export function LiveProvider({ position, children }: { position: string; children: ReactNode }) {
  const cache = useQueryClient();
  const [connection] = useState(() => new LiveConnection(position, () => {
    // What no page shows is not read again now; to be kept it would have to be current.
    cache.removeQueries({ type: 'inactive' });
    void cache.invalidateQueries();
  }));
  useEffect(() => connection.start(), [connection]);
  return createElement(LiveContext, { value: connection }, children);
}

export function useLiveEvent<T>(kind: string, handler: (data: T) => void): void {
  const connection = useContext(LiveContext);
  const onEvent = useEffectEvent((data: unknown) => handler(data as T));
  useEffect(() => connection?.subscribe(kind, (data) => onEvent(data)), [connection, kind]);
}

const GATHER_MS = 100;

/** Like {@link useLiveEvent}; but of many events that come at once the first is handed over at once and the others together, so that a storm draws ten times a second. */
export function useLiveEvents<T>(kind: string, handler: (events: T[]) => void): void {
  const connection = useContext(LiveContext);
  const onEvents = useEffectEvent((events: unknown[]) => handler(events as T[]));
  useEffect(() => {
    let gathered: unknown[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const handOver = () => {
      const events = gathered;
      gathered = [];
      timer = events.length > 0 ? setTimeout(handOver, GATHER_MS) : undefined;
      if (events.length > 0) onEvents(events);
    };
    const unsubscribe = connection?.subscribe(kind, (data) => {
      gathered.push(data);
      if (timer === undefined) handOver();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe?.();
    };
  }, [connection, kind]);
}

export function useLiveStatus(): LiveStatus {
  const connection = useContext(LiveContext);
  const [status, setStatus] = useState<LiveStatus>('connecting');
  useEffect(() => connection?.onStatus(setStatus), [connection]);
  return status;
}
