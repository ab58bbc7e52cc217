'use client';
import { useRef, useState } from 'react';
import { fetchApi, type AnyCall } from '@/lib/platform/client/call-api';
import { readLines } from '@/lib/platform/client/read-lines';
import type { ImageWorkLine } from '../contract';

export interface WorkProgress {
  layers: Map<string, { status: string; percent: number | null }>;
  status: string;
  output: string;
}

const MOST_OUTPUT = 200_000;

/** Long work with images, told as it goes on; `cancel` ends it on the engine too. What it said stays after its end. */
export function useImageWork() {
  const [progress, setProgress] = useState<WorkProgress | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const aborter = useRef<AbortController>(undefined);
  /** True when it came to its end. */
  const run = async (call: Omit<AnyCall, 'method' | 'signal'>): Promise<boolean> => {
    aborter.current = new AbortController();
    const state: WorkProgress = { layers: new Map(), status: '', output: '' };
    setProgress(state);
    setError(null);
    setBusy(true);
    try {
      const response = await fetchApi({ ...call, method: 'POST', signal: aborter.current.signal });
      for await (const line of readLines<ImageWorkLine>(response)) {
        if (line.kind === 'error') throw new Error(line.detail);
        if (line.kind === 'layer') state.layers.set(line.id, { status: line.status, percent: line.total ? ((line.current ?? 0) / line.total) * 100 : null });
        if (line.kind === 'status') state.status = line.status;
        if (line.kind === 'output') state.output = (state.output + line.text).slice(-MOST_OUTPUT);
        setProgress({ ...state });
      }
      return true;
    } catch (failure) {
      if ((failure as Error).name !== 'AbortError') setError((failure as Error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { run, progress, error, busy, cancel: () => aborter.current?.abort() };
}
