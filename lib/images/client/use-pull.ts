'use client';
import { useRef, useState } from 'react';
import { fetchApi } from '@/lib/platform/client/call-api';
import type { PullLine } from '../contract';

export interface PullProgress {
  layers: Map<string, { status: string; percent: number | null }>;
  status: string;
}

/** Pulls and tells how far it is; `cancel` ends the pull on the engine too. Resolves when it is done, rejects with the cause. */
export function usePull() {
  const [progress, setProgress] = useState<PullProgress | null>(null);
  const aborter = useRef<AbortController>(undefined);
  const pull = async (environmentId: string, body: { image: string; username?: string; password?: string }) => {
    aborter.current = new AbortController();
    const state: PullProgress = { layers: new Map(), status: '' };
    setProgress(state);
    try {
      const response = await fetchApi({ method: 'POST', path: '/api/v1/environments/[environmentId]/images/pull', params: { environmentId }, body, signal: aborter.current.signal });
      for await (const line of readLines(response)) {
        if (line.kind === 'error') throw new Error(line.detail);
        if (line.kind === 'layer') state.layers.set(line.id, { status: line.status, percent: line.total ? ((line.current ?? 0) / line.total) * 100 : null });
        if (line.kind === 'status') state.status = line.status;
        setProgress({ ...state });
      }
    } finally {
      setProgress(null);
    }
  };
  return { pull, progress, cancel: () => aborter.current?.abort() };
}

async function* readLines(response: Response): AsyncGenerator<PullLine> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line) yield JSON.parse(line) as PullLine;
  }
}
