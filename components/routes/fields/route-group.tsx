'use client';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** Fields that few routes need: folded, with what they say in a line; open by itself where something is wrong. */
export function RouteGroup({ title, words, wrong, children }: { title: string; words: string[]; wrong: boolean; children: ReactNode }) {
  const t = useTranslations('routes.fields');
  const said = words.join(' · ');
  return (
    <details className="group/part min-w-0 border-t border-line" {...(wrong && { open: true })}>
      <summary className="flex cursor-pointer list-none items-center gap-2 py-2 text-[13px] select-none [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 shrink-0 text-fg-muted transition-transform group-open/part:rotate-90" aria-hidden />
        <span className="shrink-0 font-medium">{title}</span>
        <span className="min-w-0 truncate text-xs text-fg-muted" title={said}>{said || t('defaults')}</span>
      </summary>
      <div className="grid gap-3 pt-1 pb-3 sm:grid-cols-2">{children}</div>
    </details>
  );
}
