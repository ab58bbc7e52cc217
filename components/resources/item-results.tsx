'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ItemResult } from '@/lib/environments/contract';

/** What came of each of many; failures first. Stays until it is closed. */
export function ItemResults({ action, results, onDone }: { action: string; results: ItemResult[]; onDone: () => void }) {
  const t = useTranslations('environments.results');
  const failed = results.filter(({ ok }) => !ok).length;
  return (
    <Dialog open onOpenChange={onDone} title={t('title', { action, ok: results.length - failed, failed })} footer={<Button variant="primary" onClick={onDone}>{t('close')}</Button>}>
      <ul className="flex flex-col divide-y divide-line text-sm">
        {[...results].sort((a, b) => Number(a.ok) - Number(b.ok)).map((result) => (
          <li key={`${result.environmentId}${result.id}`} className="flex flex-wrap items-baseline gap-2 py-2">
            <bdi className="font-medium [overflow-wrap:anywhere]">{result.name}</bdi>
            <Badge tone={result.ok ? 'success' : 'danger'}>{result.ok ? t('done') : t('failed')}</Badge>
            {result.detail && <span className="w-full text-[13px] text-danger [overflow-wrap:anywhere]">{result.detail}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
