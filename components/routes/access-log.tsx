'use client';
import { RefreshCw, ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualTable } from '@/components/ui/virtual-table';
import { useAccessLog, type StatusClass } from '@/lib/routes/client/use-access-log';
import type { AccessLogLine, RouteDto } from '@/lib/routes/contract';
import { useLogColumns } from './use-log-columns';

const STATUSES: readonly StatusClass[] = ['2xx', '3xx', '4xx', '5xx'];
/** Two requests may be alike in all that is told of them. */
const keysOf = (lines: readonly AccessLogLine[]) => {
  const seen = new Map<string, number>();
  return new Map([...lines].reverse().map((line) => {
    const key = `${line.at} ${line.method} ${line.url} ${line.address} ${line.ms}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return [line, times === 0 ? key : `${key} ${times}`];
  }));
};

/** The latest requests of one route, newest first. */
export function AccessLog({ route }: { route: RouteDto }) {
  const t = useTranslations('routes.log');
  const [status, setStatus] = useState<StatusClass | null>(null);
  const [search, setSearch] = useState('');
  const [live, setLive] = useState(true);
  const { data, error, isPending, refetch } = useAccessLog(route.appId, { status, search: useDeferredValue(search.trim()), live });
  const rows = useMemo(() => data?.items.filter(({ routeId }) => routeId === route.id) ?? [], [data, route.id]);
  const keys = useMemo(() => keysOf(rows), [rows]);
  const columns = useLogColumns(route);
  const filtered = status !== null || search !== '';
  return (
    <Card>
      <CardHeader className="gap-y-2">
        <CardTitle>{t('title')}</CardTitle>
        <SearchInput value={search} onChange={setSearch} placeholder={t('search')} />
        <Select className="w-40 max-sm:flex-1" aria-label={t('status')} value={status ?? ''} onValueChange={(value) => setStatus((value || null) as StatusClass | null)} options={[{ value: '', label: t('allStatuses') }, ...STATUSES.map((value) => ({ value, label: value }))]} />
        <label className="flex items-center gap-2 text-sm"><Checkbox checked={live} onCheckedChange={setLive} />{t('live')}</label>
        {!live && <IconButton label={t('refresh')} icon={<RefreshCw />} onClick={() => void refetch()} />}
      </CardHeader>
      {!route.options.accessLog && <p className="border-b border-line px-4 py-2 text-[13px] text-fg-muted">{t('off')}</p>}
      {error && <div className="p-3"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={4} />}
      {data && (
        <div className="flex h-[30rem] max-h-[70dvh] flex-col [&>div]:rounded-none [&>div]:border-0">
          <VirtualTable aria-label={t('title')} rows={rows} columns={columns} rowKey={(line) => keys.get(line) ?? line.at} emptyState={<EmptyState icon={<ScrollText />} title={filtered ? t('noMatch') : t('empty')} description={filtered || !route.options.accessLog ? undefined : t('emptyText')} />} />
        </div>
      )}
      {data && <p className="border-t border-line px-4 py-2 text-xs text-fg-muted tabular-nums">{t('scanned', { count: data.scanned })}</p>}
    </Card>
  );
}
