'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from './icon-button';

export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('platform.ui');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return <IconButton label={copied ? t('copied') : t('copy')} icon={copied ? <Check /> : <Copy />} onClick={() => void copy()} />;
}
