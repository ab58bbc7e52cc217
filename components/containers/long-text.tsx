'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

const SHORT = 400;

/** Text from outside, however long: shown as text, cut, and whole on demand. */
export function LongText({ text, className }: { text: string; className?: string }) {
  const t = useTranslations('containers.detail');
  const [whole, setWhole] = useState(false);
  if (text === '') return <span className="text-fg-muted">—</span>;
  const cut = text.length > SHORT;
  return (
    <span className={className} dir="auto">
      <bdi className="[overflow-wrap:anywhere] whitespace-pre-wrap">{cut && !whole ? `${text.slice(0, SHORT)}…` : text}</bdi>
      {cut && <button type="button" className="ml-2 text-xs text-accent hover:underline" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? t('less') : t('more', { count: text.length })}</button>}
    </span>
  );
}
