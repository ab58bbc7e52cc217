'use client';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { ApiError } from '@/lib/platform/client/call-api';

type Work = (force: boolean) => Promise<unknown>;

/** Runs a write to an app; where a deployment under way locks it, asks whether to take over. `dialog` has to be drawn. */
export function useForcible(): { attempt: (work: Work) => Promise<void>; dialog: ReactNode } {
  const t = useTranslations('apps.force');
  const [locked, setLocked] = useState<{ text: string; work: Work } | null>(null);
  const attempt = async (work: Work, force = false) => {
    try {
      await work(force);
      setLocked(null);
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === 'apps.locked' && !force) return setLocked({ text: error.message, work });
      setLocked(null);
      toast.error(error);
    }
  };
  const dialog = locked && <ConfirmDialog open onOpenChange={() => setLocked(null)} title={t('title')} confirmLabel={t('confirm')} danger onConfirm={() => attempt(locked.work, true)}><p className="[overflow-wrap:anywhere]">{locked.text}</p></ConfirmDialog>;
  return { attempt: (work) => attempt(work), dialog };
}
