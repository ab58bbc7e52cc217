'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { useContainerActions } from '@/lib/containers/client/use-container-actions';
import type { ContainerAction } from '@/lib/containers/contract';

export type ActionResult = Awaited<ReturnType<ReturnType<typeof useContainerActions>['mutateAsync']>>['results'][number];

/** What came of each; failures first. Stays until it is closed. */
export function ActionResults({ action, results, onDone }: { action: ContainerAction; results: ActionResult[]; onDone: () => void }) {
  const t = useTranslations('containers');
  const failed = results.filter(({ ok }) => !ok).length;
  return (
    <Dialog open onOpenChange={onDone} title={t('results.title', { action: t(`actions.${action}`), ok: results.length - failed, failed })} footer={<Button variant="primary" onClick={onDone}>{t('results.close')}</Button>}>
      <ul className="flex flex-col divide-y divide-line text-sm">
        {[...results].sort((a, b) => Number(a.ok) - Number(b.ok)).map((result) => (
          <li key={`${result.environmentId}${result.id}`} className="flex flex-wrap items-baseline gap-2 py-2">
            <bdi className="font-medium [overflow-wrap:anywhere]">{result.name}</bdi>
            <Badge tone={result.ok ? 'success' : 'danger'}>{result.ok ? t('results.done') : t('results.failed')}</Badge>
            {result.detail && <span className="w-full text-[13px] text-danger [overflow-wrap:anywhere]">{result.detail}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
