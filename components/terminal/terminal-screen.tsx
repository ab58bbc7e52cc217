'use client';
import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useEffect, useEffectEvent, useRef } from 'react';
import { TerminalConnection, type TerminalEnd, type TerminalTarget } from '@/lib/terminal/client/terminal-connection';
import { newTerminal, themeFromPage } from './new-terminal';

/** Another `session` opens the target anew on the same screen. */
interface TerminalScreenProps { target: TerminalTarget | null; session: number; onReady: (recorded: boolean) => void; onEnd: (end: TerminalEnd) => void }

export function TerminalScreen({ target, session, onReady, onEnd }: TerminalScreenProps) {
  const t = useTranslations('terminal.panel');
  const { resolvedTheme } = useTheme();
  const frame = useRef<HTMLDivElement>(null);
  const terminal = useRef<Terminal | null>(null);
  const connection = useRef<TerminalConnection | null>(null);
  const ready = useEffectEvent(onReady);
  const ended = useEffectEvent(onEnd);
  const newSession = useEffectEvent(() => t('newSession'));

  useEffect(() => {
    const own = newTerminal(frame.current!);
    const fit = new FitAddon();
    own.loadAddon(fit);
    own.open(frame.current!);
    terminal.current = own;
    const encoder = new TextEncoder();
    own.onData((text) => connection.current?.send(encoder.encode(text)));
    own.onBinary((text) => connection.current?.send(Uint8Array.from(text, (char) => char.charCodeAt(0))));
    own.onResize(({ cols, rows }) => connection.current?.resize(cols, rows));
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(frame.current!);
    return () => {
      observer.disconnect();
      own.dispose();
      terminal.current = null;
    };
  }, []);

  useEffect(() => {
    if (terminal.current && frame.current) terminal.current.options.theme = themeFromPage(frame.current);
  }, [resolvedTheme]);

  const key = target && JSON.stringify(target);
  useEffect(() => {
    const screen = terminal.current;
    if (!key || !screen) return;
    const own = new TerminalConnection({
      output: (bytes) => screen.write(bytes),
      ready: (recorded) => { ready(recorded); screen.focus(); },
      ended: (end) => ended(end),
    });
    connection.current = own;
    if (session > 0) screen.write(`\r\n\x1b[2m── ${newSession()} ──\x1b[0m\r\n`);
    void own.open(JSON.parse(key) as TerminalTarget, screen.cols, screen.rows);
    return () => {
      own.close();
      connection.current = null;
    };
  }, [key, session]);

  return (
    <div className="min-h-0 flex-1 bg-surface-raised p-2">
      <div ref={frame} role="group" aria-label={t('screen')} className="h-full" />
    </div>
  );
}
