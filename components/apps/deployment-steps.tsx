'use client';
import { Check, Circle, LoaderCircle, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ClockTime } from '@/components/ui/clock-time';
import { cn } from '@/components/ui/cn';
import type { DeploymentDetailDto } from '@/lib/apps/contract';

const ICON = { done: Check, failed: X, running: LoaderCircle, waiting: Circle } as const;
const TONE = { done: 'text-success', failed: 'text-danger', running: 'text-info', waiting: 'text-fg-muted' } as const;

/** What the deployment goes through, one part after the other. */
export function DeploymentSteps({ steps }: { steps: DeploymentDetailDto['steps'] }) {
  const t = useTranslations('apps.stepState');
  return (
    <ol className="flex flex-col gap-2 px-4 py-3 text-sm">
      {steps.map(({ text, state, at }, index) => {
        const Icon = ICON[state];
        return (
          <li key={index} className="flex items-center gap-2.5">
            <Icon className={cn('size-4 shrink-0', TONE[state], state === 'running' && 'motion-safe:animate-spin')} aria-label={t(state)} />
            <span className={cn('min-w-0 flex-1 [overflow-wrap:anywhere]', state === 'waiting' && 'text-fg-muted')}>{text}</span>
            {at && <span className="text-xs text-fg-muted tabular-nums"><ClockTime at={at} /></span>}
          </li>
        );
      })}
    </ol>
  );
}
