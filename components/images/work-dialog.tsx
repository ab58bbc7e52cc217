'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { EnvironmentSelect } from '@/components/resources/environment-select';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Progress } from '@/components/ui/progress';
import type { useImageWork, WorkProgress } from '@/lib/images/client/use-image-work';

interface WorkDialogProps {
  title: string;
  verb: string;
  work: ReturnType<typeof useImageWork>;
  environmentId: string;
  /** Left out where the environment is given. */
  onEnvironment?: (id: string) => void;
  ready: boolean;
  onStart: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form, then what goes on; closing it ends the work. */
export function WorkDialog({ title, verb, work, environmentId, onEnvironment, ready, onStart, onClose, children }: WorkDialogProps) {
  const t = useTranslations('images');
  const close = () => {
    work.cancel();
    onClose();
  };
  return (
    <Dialog open onOpenChange={close} title={title} size="lg" footer={<><Button onClick={close}>{t(work.busy ? 'stop' : work.progress ? 'close' : 'cancel')}</Button><Button variant="primary" loading={work.busy} disabled={!ready || !environmentId} onClick={onStart}>{verb}</Button></>}>
      <form className="grid gap-4 sm:grid-cols-2" onSubmit={(event) => { event.preventDefault(); if (ready && !work.busy) onStart(); }}>
        {onEnvironment && <EnvironmentSelect value={environmentId} onChange={onEnvironment} />}
        {children}
        <button type="submit" className="hidden" aria-hidden tabIndex={-1} />
      </form>
      {work.error && <p role="alert" className="mt-4 rounded-lg border border-danger/40 bg-danger-soft px-3 py-2 text-sm text-danger [overflow-wrap:anywhere]">{work.error}</p>}
      {work.progress && <WorkProgressView progress={work.progress} busy={work.busy} />}
    </Dialog>
  );
}

function WorkProgressView({ progress, busy }: { progress: WorkProgress; busy: boolean }) {
  const t = useTranslations('images');
  const end = useRef<HTMLPreElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  // Below a long form nobody would see that something goes on.
  const saysSomething = progress.layers.size > 0 || progress.output !== '';
  useEffect(() => { whole.current?.scrollIntoView({ block: 'end' }); }, [saysSomething, busy]);
  useEffect(() => { if (end.current) end.current.scrollTop = end.current.scrollHeight; }, [progress.output]);
  return (
    <div ref={whole} className="mt-4 flex flex-col gap-3 text-xs" aria-live="polite">
      {progress.layers.size > 0 && (
        <ul className="flex max-h-56 flex-col gap-2 overflow-y-auto" tabIndex={0} aria-label={t('layers')}>
          {[...progress.layers].map(([id, layer]) => <li key={id} className="grid grid-cols-[7rem_1fr] items-center gap-x-3 gap-y-1"><span className="font-mono">{id}</span><span className="text-fg-muted">{layer.status}</span><span className="col-span-2"><Progress label={`${id} ${layer.status}`} value={layer.percent ?? 100} /></span></li>)}
        </ul>
      )}
      {progress.output && <pre ref={end} tabIndex={0} aria-label={t('output')} className="max-h-72 overflow-auto rounded-lg border border-line bg-surface p-3 font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">{progress.output}</pre>}
      {busy && <p className="text-fg-muted">{progress.status || t('working')}</p>}
    </div>
  );
}
