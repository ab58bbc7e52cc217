'use client';
import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';

const READ_KEYS = 'for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done';

interface HostKeyFieldProps {
  host: string;
  /** Confirmed; empty: not yet. */
  pinned: string;
  /** What the host showed in the last test. */
  shown: string;
  error?: string;
  onChange: (fingerprint: string) => void;
}

/** A host key is pinned by a person who compared it, never by merely being the first to answer. */
export function HostKeyField({ host, pinned, shown, error, onChange }: HostKeyFieldProps) {
  const t = useTranslations('environments.list');
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} data-invalid={error ? true : undefined} tabIndex={-1} className="flex flex-col gap-2 rounded-lg border border-line p-3 outline-none data-invalid:border-danger">
      <p id={id} className="text-[13px] font-medium">{t('fingerprint')}</p>
      {pinned ? (
        <>
          <code className="text-xs [overflow-wrap:anywhere]">{pinned}</code>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="flex items-center gap-1.5 text-xs text-success"><ShieldCheck className="size-4 shrink-0" aria-hidden />{t('fingerprintPinned')}</p>
            <Button size="sm" onClick={() => onChange('')}>{t('fingerprintForget')}</Button>
          </div>
        </>
      ) : shown ? (
        <>
          <p className="text-xs text-fg-muted">{t('fingerprintShown', { host })}</p>
          <code className="text-xs [overflow-wrap:anywhere]">{shown}</code>
          <p className="text-xs text-fg-muted">{t('fingerprintCompare')}</p>
          <CodeBlock code={READ_KEYS} label={t('fingerprintCompare')} />
          <Button className="self-start" onClick={() => onChange(shown)}><ShieldCheck aria-hidden />{t('fingerprintConfirm')}</Button>
        </>
      ) : (
        <p className="text-xs text-fg-muted">{t('fingerprintNone')}</p>
      )}
      {error && <p role="alert" className="text-xs text-danger [overflow-wrap:anywhere]">{error}</p>}
    </div>
  );
}
