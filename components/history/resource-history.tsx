'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useAudit } from '@/lib/history/client/use-audit';
import { AuditRow } from './audit-row';

/** What was done to one thing. `target`: its name or path; more of them where requests name it by its address. */
export function ResourceHistory({ target }: { target: string | string[] }) {
  const may = useMay('audit:view');
  return may && <History targets={[target].flat()} />;
}

function History({ targets }: { targets: string[] }) {
  const t = useTranslations('history');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit({ target: targets }, 10);
  const rows = data?.pages.flatMap(({ items }) => items);
  return (
    <Card className="overflow-hidden">
      <CardHeader><CardTitle>{t('resource.title')}</CardTitle><Button size="sm" asChild><Link prefetch={false} href={`/audit?target=${encodeURIComponent(targets[0]!)}`}>{t('resource.all')}</Link></Button></CardHeader>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!rows && !error && <SkeletonRows rows={3} />}
      {rows && (rows.length === 0 ? <p className="px-4 py-3 text-[13px] text-fg-muted">{t('resource.none')}</p> : <ol aria-label={t('resource.title')} className="divide-y divide-line">{rows.map((row) => <AuditRow key={row.id} row={row} />)}</ol>)}
      {hasNextPage && <div className="border-t border-line p-2"><Button size="sm" variant="ghost" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('page.more')}</Button></div>}
    </Card>
  );
}
