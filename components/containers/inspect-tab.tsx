'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { ErrorState } from '@/components/ui/error-state';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Place } from '@/lib/containers/client/container-key';
import { useInspect } from '@/lib/containers/client/use-inspect';
import { findInJson } from '@/lib/containers/model/find-in-json';

/** The engine's own words. A search leaves the branches in which it is found. */
export function InspectTab({ place }: { place: Place }) {
  const t = useTranslations('containers');
  const { data, error, isPending, refetch } = useInspect(place);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const shown = useMemo(() => (data && search ? findInJson(data, search) : data), [data, search]);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows rows={10} />;
  return (
    <>
      <div className="mb-3"><SearchInput value={typed} onChange={setTyped} placeholder={t('inspect.search')} /></div>
      {shown === undefined ? <p className="p-6 text-center text-sm text-fg-muted">{t('files.noMatch')}</p> : <CodeBlock code={JSON.stringify(shown, null, 2)} label={t('tabs.inspect')} />}
    </>
  );
}
