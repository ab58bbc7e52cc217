import Anser from 'anser';
import type { CSSProperties, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { Range } from '@/lib/logs/client/use-log-search';

// Readable on both backgrounds; a log's own notion of "white" must not vanish on white.
const COLOURS: Record<string, string> = {
  'ansi-black': 'text-fg-muted', 'ansi-red': 'text-danger', 'ansi-green': 'text-success', 'ansi-yellow': 'text-warning', 'ansi-blue': 'text-info', 'ansi-magenta': 'text-accent', 'ansi-cyan': 'text-accent', 'ansi-white': 'text-fg',
  'ansi-bright-black': 'text-fg-muted', 'ansi-bright-red': 'text-danger', 'ansi-bright-green': 'text-success', 'ansi-bright-yellow': 'text-warning', 'ansi-bright-blue': 'text-info', 'ansi-bright-magenta': 'text-accent', 'ansi-bright-cyan': 'text-accent', 'ansi-bright-white': 'text-fg',
};
const BACKGROUNDS: Record<string, string> = { 'ansi-red': 'bg-danger-soft', 'ansi-green': 'bg-success-soft', 'ansi-yellow': 'bg-warning-soft', 'ansi-blue': 'bg-info-soft' };
const DECORATIONS: Record<string, string> = { bold: 'font-bold', dim: 'opacity-70', italic: 'italic', underline: 'underline', strikethrough: 'line-through' };

/** A line in its colours, with what was searched for marked. Everything becomes text nodes; nothing is ever read as HTML. */
export function LogText({ coloured, plain, ranges, current }: { coloured: string; plain: string; ranges?: Range[]; current?: boolean }) {
  if (coloured === plain && !ranges) return plain;
  let offset = 0;
  return Anser.ansiToJson(coloured, { use_classes: true, remove_empty: true }).map((part, index) => {
    const start = offset;
    offset += part.content.length;
    const classes = cn(part.fg && (COLOURS[part.fg.replace(/^ansi-palette-.*/, '')] ?? ''), part.bg && BACKGROUNDS[part.bg], part.decorations.map((one) => DECORATIONS[one]));
    const style = trueColour(part);
    const content = mark(part.content, start, ranges, current);
    return classes || style ? <span key={index} className={classes} style={style}>{content}</span> : <span key={index}>{content}</span>;
  });
}

/** 24-bit colours are the program's own choice; only figures get into the style. */
function trueColour({ fg_truecolor: rgb }: { fg_truecolor: string | null }): CSSProperties | undefined {
  return rgb && /^\d{1,3}, ?\d{1,3}, ?\d{1,3}$/.test(rgb) ? { color: `rgb(${rgb})` } : undefined;
}

function mark(text: string, start: number, ranges: Range[] | undefined, current: boolean | undefined): ReactNode {
  if (!ranges) return text;
  const out: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    const a = Math.max(0, from - start);
    const b = Math.min(text.length, to - start);
    if (b <= at || a >= text.length || a >= b) continue;
    out.push(text.slice(at, a), <mark key={from} className={cn('rounded-xs text-fg', current ? 'bg-warning/50' : 'bg-warning/25')}>{text.slice(a, b)}</mark>);
    at = b;
  }
  return [...out, text.slice(at)];
}
