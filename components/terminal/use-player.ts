'use client';
import type { Terminal } from '@xterm/xterm';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { bounded, type Cast } from '@/lib/terminal/model/cast';

const FRAME_MS = 33;

/** Plays a recording onto a screen. To go back, all is shown anew from the start, at once. */
export function usePlayer(terminal: RefObject<Terminal | null>, cast: Cast) {
  const [playing, setPlaying] = useState(true);
  const [speed, setSpeed] = useState(1);
  const [position, setPosition] = useState(0);
  const state = useRef({ index: 0, position: 0 });

  const show = (until: number) => {
    const own = state.current;
    const screen = terminal.current;
    if (!screen) return;
    let text = '';
    const flush = () => {
      if (text) screen.write(text);
      text = '';
    };
    for (; own.index < cast.events.length && cast.events[own.index]![0] <= until; own.index++) {
      const [, kind, data] = cast.events[own.index]!;
      if (kind === 'o') text += data;
      const size = kind === 'r' ? /^(\d+)x(\d+)$/.exec(data) : null;
      if (!size) continue;
      flush();
      screen.resize(Math.max(2, bounded(Number(size[1]))), bounded(Number(size[2])));
    }
    flush();
    own.position = until;
    setPosition(until);
  };

  const seek = (to: number) => {
    if (to < state.current.position) {
      state.current.index = 0;
      terminal.current?.reset();
      terminal.current?.resize(Math.max(2, cast.columns), cast.rows);
    }
    show(Math.min(cast.seconds, Math.max(0, to)));
  };

  const atEnd = position >= cast.seconds;
  const running = playing && !atEnd;
  const step = useRef(show);
  useEffect(() => { step.current = show; });
  useEffect(() => {
    if (!running) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const until = Math.min(cast.seconds, state.current.position + ((now - last) / 1000) * speed);
      last = now;
      step.current(until);
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [running, speed, cast]);

  const toggle = () => {
    if (!running && atEnd) seek(0);
    setPlaying(!running);
  };
  return { playing: running, toggle, speed, setSpeed, position, seek };
}
