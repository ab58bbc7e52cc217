'use client';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { useAuditState, useCheckAgain } from '@/lib/history/client/use-audit-state';

/** Whether the log can be believed. Who may not see all of it is not told. */
export function ChainStateCard() {
  const t = useTranslations('history.state');
  const { data: state, isError } = useAuditState();
  const check = useCheckAgain();
  if (isError) return null;
  if (!state) return <Card className="mb-3 px-4 py-3 text-sm text-fg-muted">{t('checking')}</Card>;
  const Icon = state.intact ? ShieldCheck : ShieldAlert;
  const problems = state.chains.flatMap(({ chain, problem }) => (problem ? [{ chain: chain || t('console'), ...problem }] : []));
  return (
    <Card className={`mb-3 px-4 py-3 text-sm ${state.intact ? '' : 'border-danger/50'}`}>
      <div role={state.intact ? 'status' : 'alert'} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon className={`size-5 shrink-0 ${state.intact ? 'text-success' : 'text-danger'}`} aria-hidden />
        <h2 className={`font-semibold ${state.intact ? 'text-success' : 'text-danger'}`}>{t(state.intact ? 'intact' : 'broken')}</h2>
        {state.intact && <p className="text-[13px] text-fg-muted">{t('intactText', { rows: state.rows, chains: state.chains.length })}</p>}
        <span className="ml-auto flex items-center gap-2 text-xs text-fg-muted"><span>{t('checked')} <RelativeTime at={state.checkedAt} /></span><Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>{t('again')}</Button></span>
      </div>
      {(problems.length > 0 || state.unchained.since > 0) && (
        <ul className="mt-2 list-disc pl-8 text-[13px] text-danger">
          {problems.map(({ chain, kind, seq }) => <li key={chain} className="[overflow-wrap:anywhere]">{t(`problems.${kind}`, { chain, seq })}</li>)}
          {state.unchained.since > 0 && <li>{t('since', { count: state.unchained.since })}</li>}
        </ul>
      )}
      {state.unchained.before > 0 && <p className="mt-1 text-xs text-fg-muted">{t('before', { count: state.unchained.before })}</p>}
    </Card>
  );
}
