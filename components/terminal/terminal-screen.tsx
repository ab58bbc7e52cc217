'use client';
import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useEffect, useEffectEvent, useRef } from 'react';
import { TerminalConnection, type TerminalEnd, type TerminalTarget } from '@/lib/terminal/client/terminal-connection';

const SCROLLBACK_LINES = 5_000;
/** Links that hide their target (OSC 8) and writes to the clipboard (OSC 52) are swallowed: what runs in a container is not trusted. */
const REFUSED_OSC = [8, 52];

/** Another `session` opens the target anew on the same screen. */
interface TerminalScreenProps { target: TerminalTarget | null; session: number; onReady: () => void; onEnd: (end: TerminalEnd) => void }

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
    const own = new Terminal({ cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches, fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace', fontSize: 13, scrollback: SCROLLBACK_LINES, screenReaderMode: false, theme: themeFromPage(frame.current!) });
    const fit = new FitAddon();
    own.loadAddon(fit);
    for (const code of REFUSED_OSC) own.parser.registerOscHandler(code, () => true);
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
      ready: () => { ready(); screen.focus(); },
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

function themeFromPage(element: HTMLElement): ITheme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    background: value('surface-raised'), foreground: value('fg'), cursor: value('accent'), cursorAccent: value('surface-raised'), selectionBackground: `${value('accent')}55`,
    black: value('fg-muted'), red: value('danger'), green: value('success'), yellow: value('warning'), blue: value('info'), magenta: value('accent'), cyan: value('accent'), white: value('fg'),
    brightBlack: value('fg-muted'), brightRed: value('danger'), brightGreen: value('success'), brightYellow: value('warning'), brightBlue: value('info'), brightMagenta: value('accent'), brightCyan: value('accent'), brightWhite: value('fg'),
  };
}
