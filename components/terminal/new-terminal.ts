import { Terminal, type ITerminalInitOnlyOptions, type ITerminalOptions, type ITheme } from '@xterm/xterm';

const SCROLLBACK_LINES = 5_000;
/** Links that hide their target (OSC 8) and writes to the clipboard (OSC 52) are swallowed: what runs in a container is not trusted. */
const REFUSED_OSC = [8, 52];

/** A screen in the page's colours, for what is live and for what is replayed. */
export function newTerminal(frame: HTMLElement, options: ITerminalOptions & ITerminalInitOnlyOptions = {}): Terminal {
  const terminal = new Terminal({
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches, fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
    fontSize: 13, scrollback: SCROLLBACK_LINES, screenReaderMode: false, theme: themeFromPage(frame), ...options,
  });
  for (const code of REFUSED_OSC) terminal.parser.registerOscHandler(code, () => true);
  return terminal;
}

export function themeFromPage(element: HTMLElement): ITheme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    background: value('surface-raised'), foreground: value('fg'), cursor: value('accent'), cursorAccent: value('surface-raised'), selectionBackground: `${value('accent')}55`,
    black: value('fg-muted'), red: value('danger'), green: value('success'), yellow: value('warning'), blue: value('info'), magenta: value('accent'), cyan: value('accent'), white: value('fg'),
    brightBlack: value('fg-muted'), brightRed: value('danger'), brightGreen: value('success'), brightYellow: value('warning'), brightBlue: value('info'), brightMagenta: value('accent'), brightCyan: value('accent'), brightWhite: value('fg'),
  };
}
