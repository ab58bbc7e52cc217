'use client';
import '@xterm/xterm/css/xterm.css';
import type { Terminal } from '@xterm/xterm';
import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Select } from '@/components/ui/select';
import { useRecording } from '@/lib/terminal/client/use-recording';
import type { Cast } from '@/lib/terminal/model/cast';
import { newTerminal } from './new-terminal';
import { usePlayer } from './use-player';

const SPEEDS = ['0.5', '1', '2', '4', '8'];

/** What a recorded terminal showed. Nothing that is in it reaches beyond the screen: no links, no clipboard, no answers. */
export function ReplayDialog({ id, container, onClose }: { id: string; container: string; onClose: () => void }) {
  const t = useTranslations('terminal.replay');
  const { data: cast, error } = useRecording(id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title', { container })} size="lg">
      {error ? <ErrorState error={error} /> : cast === undefined ? <p className="py-8 text-center text-sm text-fg-muted">{t('loading')}</p> : cast === null ? <p role="alert" className="py-8 text-center text-sm text-danger">{t('broken')}</p> : <Player cast={cast} />}
    </Dialog>
  );
}

function Player({ cast }: { cast: Cast }) {
  const t = useTranslations('terminal.replay');
  const frame = useRef<HTMLDivElement>(null);
  const terminal = useRef<Terminal | null>(null);
  useEffect(() => {
    const own = newTerminal(frame.current!, { cols: Math.max(2, cast.columns), rows: cast.rows, disableStdin: true, cursorBlink: false });
    own.open(frame.current!);
    terminal.current = own;
    return () => {
      own.dispose();
      terminal.current = null;
    };
  }, [cast]);
  const player = usePlayer(terminal, cast);
  const [now, total] = [clock(player.position), clock(cast.seconds)];
  return (
    <div className="flex flex-col gap-3">
      <div className="max-h-[60dvh] overflow-auto rounded-lg border border-line bg-surface-raised p-2"><div ref={frame} role="group" aria-label={t('screen')} className="w-max" /></div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" onClick={player.toggle}>{player.playing ? <Pause aria-hidden /> : <Play aria-hidden />}{t(player.playing ? 'pause' : 'play')}</Button>
        <input type="range" aria-label={t('position')} aria-valuetext={t('at', { now, total })} min={0} max={Math.max(0.1, cast.seconds)} step={0.1} value={player.position} onChange={(event) => player.seek(Number(event.target.value))} className="min-w-32 flex-1 accent-(--accent)" />
        <span className="text-xs text-fg-muted tabular-nums">{t('at', { now, total })}</span>
        <Select className="w-20" aria-label={t('speed')} value={String(player.speed)} onValueChange={(value) => player.setSpeed(Number(value))} options={SPEEDS.map((value) => ({ value, label: t('times', { speed: value }) }))} />
      </div>
    </div>
  );
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
