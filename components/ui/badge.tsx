import type { ReactNode } from 'react';
import { cn } from './cn';

export type Tone = 'neutral' | 'success' | 'warning' | 'danger' | 'info';

const SOFT: Record<Tone, string> = {
  neutral: 'bg-muted text-fg-muted', success: 'bg-success-soft text-success', warning: 'bg-warning-soft text-warning', danger: 'bg-danger-soft text-danger', info: 'bg-info-soft text-info',
};
const SOLID: Record<Tone, string> = { neutral: 'bg-fg-muted', success: 'bg-success', warning: 'bg-warning', danger: 'bg-danger', info: 'bg-info' };

export const Badge = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={cn('inline-flex max-w-full items-center gap-1 truncate rounded-full px-2 py-px text-xs font-medium', SOFT[tone])}>{children}</span>
);

export const StatusDot = ({ tone, pulse }: { tone: Tone; pulse?: boolean }) => (
  <span aria-hidden className={cn('inline-block size-2 shrink-0 rounded-full', SOLID[tone], pulse && 'animate-pulse')} />
);
