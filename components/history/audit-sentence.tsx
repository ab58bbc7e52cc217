'use client';
import { useTranslations } from 'next-intl';
import type { AuditRowDto } from '@/lib/history/contract';
import { actionKey } from '@/lib/history/model/action-key';

/** What was done, in the reader's language; what has no sentence is told by the operation's own summary. */
export function useActionSentence(): (row: Pick<AuditRowDto, 'action' | 'summary'>) => string {
  const t = useTranslations('history');
  return ({ action, summary }) => {
    const key = `actions.${actionKey(action)}` as 'actions.sign_in';
    if (t.has(key)) return t(key);
    return summary ? t('page.asked', { summary }) : action;
  };
}

export function useActorName(): (actor: AuditRowDto['actor']) => { name: string; kind: string | null } {
  const t = useTranslations('history.page');
  return ({ kind, name }) => ({ name: name || t('nobody'), kind: kind === 'token' ? t('byToken') : kind === 'system' ? t('bySystem') : kind === 'anonymous' ? t('notSignedIn') : null });
}
