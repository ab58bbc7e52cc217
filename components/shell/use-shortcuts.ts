'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { NAVIGATION } from './navigation';

const SEQUENCE_MS = 1_200;
const typing = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('.xterm, .cm-editor') !== null);

/** Ctrl-K, `/`, `?`, and `g` followed by a page's letter. None of them while somebody types. */
export function useShortcuts({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }): void {
  const router = useRouter();
  const open = useEffectEvent((key: string, event: KeyboardEvent) => {
    if (key === '?') onHelp();
    else if (key === '/') {
      event.preventDefault();
      document.querySelector<HTMLInputElement>('[data-search]')?.focus();
    }
  });
  const palette = useEffectEvent(onPalette);
  useEffect(() => {
    let startedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const page = performance.now() - startedAt < SEQUENCE_MS && NAVIGATION.find((item) => item.shortcut === event.key);
      startedAt = event.key === 'g' ? performance.now() : 0;
      if (page) router.push(page.href);
      else open(event.key, event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router]);
}
