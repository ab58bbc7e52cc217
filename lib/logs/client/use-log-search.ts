'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogEntry } from './log-buffer';

export type Range = [number, number];
export type Matches = ReadonlyMap<number, Range[]>;
export type SearchError = { kind: 'invalid'; reason: string } | { kind: 'timeout' } | null;

const TIME_BOX_MS = 1_000;
const BATCH_LINES = 2_000;
const NONE: Matches = new Map();

/** Lines that match, by their number, with where in them. Text is matched here; patterns in a worker with a time limit. */
export function useLogSearch(entries: readonly LogEntry[], search: string, isRegex: boolean): { matches: Matches; error: SearchError } {
  const text = useMemo(() => (search && !isRegex ? matchText(entries, search.toLowerCase()) : NONE), [entries, search, isRegex]);
  const regex = useRegexSearch(entries, isRegex ? search : '');
  return isRegex ? regex : { matches: text, error: null };
}

function matchText(entries: readonly LogEntry[], wanted: string): Matches {
  const found = new Map<number, Range[]>();
  for (const entry of entries) {
    if (entry.kind !== 'line') continue;
    const lower = entry.plain.toLowerCase();
    const ranges: Range[] = [];
    for (let at = lower.indexOf(wanted); at >= 0 && ranges.length < 100; at = lower.indexOf(wanted, at + wanted.length)) ranges.push([at, at + wanted.length]);
    if (ranges.length > 0) found.set(entry.seq, ranges);
  }
  return found;
}

interface RegexState { pattern: string; seen: number; matches: Map<number, Range[]>; broken: SearchError }

function useRegexSearch(entries: readonly LogEntry[], pattern: string): { matches: Matches; error: SearchError } {
  const [result, setResult] = useState<{ pattern: string; matches: Matches; error: SearchError }>({ pattern: '', matches: NONE, error: null });
  const state = useRef<RegexState>({ pattern: '', seen: 0, matches: new Map(), broken: null });
  const busy = useRef(false);
  const worker = useRef<Worker | null>(null);
  const latest = useRef(entries);
  const invalid = useMemo(() => compileError(pattern), [pattern]);

  useEffect(() => () => { worker.current?.terminate(); worker.current = null; busy.current = false; }, []);
  useEffect(() => {
    latest.current = entries;
    if (!pattern || invalid) return;
    if (state.current.pattern !== pattern) {
      worker.current?.terminate();
      worker.current = null;
      busy.current = false;
      state.current = { pattern, seen: 0, matches: new Map(), broken: null };
    }
    if (busy.current || state.current.broken) return;
    const current = state.current;
    const step = () => {
      const first = latest.current[0]?.seq ?? 0;
      const fresh = latest.current.filter((entry) => entry.kind === 'line' && entry.seq > current.seen).slice(0, BATCH_LINES);
      if (fresh.length === 0 || state.current !== current) { busy.current = false; return; }
      busy.current = true;
      const own = (worker.current ??= new Worker(new URL('./search.worker.ts', import.meta.url)));
      const finish = (error: SearchError) => {
        clearTimeout(timer);
        current.broken = error;
        busy.current = false;
        setResult({ pattern: current.pattern, matches: new Map(current.matches), error });
      };
      const timer = setTimeout(() => { own.terminate(); if (worker.current === own) worker.current = null; if (state.current === current) finish({ kind: 'timeout' }); }, TIME_BOX_MS);
      own.onerror = () => { if (state.current === current) finish({ kind: 'timeout' }); };
      own.onmessage = ({ data }: MessageEvent<{ found: [number, Range[]][] }>) => {
        if (state.current !== current) return;
        current.seen = fresh.at(-1)!.seq;
        for (const [seq, ranges] of data.found) current.matches.set(seq, ranges);
        for (const seq of current.matches.keys()) if (seq < first) current.matches.delete(seq); else break;
        finish(null);
        step();
      };
      own.postMessage({ pattern, lines: fresh.map((entry) => ({ seq: entry.seq, text: entry.kind === 'line' ? entry.plain : '' })) });
    };
    step();
  }, [entries, pattern, invalid]);

  if (!pattern) return { matches: NONE, error: null };
  if (invalid) return { matches: NONE, error: invalid };
  return result.pattern === pattern ? result : { matches: NONE, error: null };
}

function compileError(pattern: string): SearchError {
  try {
    new RegExp(pattern, 'iu');
    return null;
  } catch (error) {
    return { kind: 'invalid', reason: error instanceof Error ? error.message : String(error) };
  }
}
