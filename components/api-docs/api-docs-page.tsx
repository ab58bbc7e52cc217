'use client';
import { FileJson, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useDeferredValue } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useApiOperations } from '@/lib/access/client/use-api-operations';
import { matchesOperation } from '@/lib/access/model/openapi-operation';
import { OperationRow } from './operation-row';

export function ApiDocsPage() {
  const t = useTranslations('access.apiDocs');
  const { data, error, isPending, refetch } = useApiOperations();
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault('').withOptions({ history: 'replace', throttleMs: 200 }));
  const [open, setOpen] = useQueryState('operation', parseAsString.withOptions({ history: 'replace', scroll: false }));
  const wanted = useDeferredValue(search.trim());
  const shown = (data ?? []).filter((operation) => matchesOperation(operation, wanted));
  const tags = [...new Set(shown.map(({ tag }) => tag))];
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        badge={data && <span className="text-sm text-fg-muted tabular-nums">{t('count', { count: shown.length })}</span>}
        actions={<Button asChild><a href="/api/v1/openapi.json" download="gantry-openapi.json"><FileJson aria-hidden />openapi.json</a></Button>}
      />
      <div className="grid gap-x-8 gap-y-4 xl:grid-cols-[minmax(0,1fr)_11rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Introduction />
          <SearchInput value={search} onChange={(text) => void setSearch(text || null)} placeholder={t('search')} />
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {isPending && <SkeletonRows rows={8} />}
          {data && shown.length === 0 && <Card><EmptyState icon={<SearchX />} title={t('nothing')} description={t('nothingText')} action={<Button onClick={() => void setSearch(null)}>{t('clear')}</Button>} /></Card>}
          {tags.map((tag) => (
            <section key={tag} id={tag} aria-labelledby={`${tag}-title`} className="scroll-mt-16">
              <h2 id={`${tag}-title`} className="mb-2 text-base font-semibold">{t(`tags.${tag as 'access'}`)}</h2>
              <Card className="divide-y divide-line overflow-hidden">
                {shown.filter((operation) => operation.tag === tag).map((operation) => (
                  <OperationRow key={operation.id} operation={operation} open={open === operation.id} onToggle={() => void setOpen(open === operation.id ? null : operation.id)} />
                ))}
              </Card>
            </section>
          ))}
        </div>
        <nav aria-label={t('groups')} className="sticky top-6 hidden self-start border-l border-line xl:block">
          <ul>{tags.map((tag) => <li key={tag}><a href={`#${tag}`} className="block px-3 py-1 text-[13px] text-fg-muted hover:text-fg">{t(`tags.${tag as 'access'}`)}</a></li>)}</ul>
        </nav>
      </div>
    </>
  );
}

function Introduction() {
  const t = useTranslations('access.apiDocs');
  return (
    <Card>
      <CardHeader><CardTitle>{t('start')}</CardTitle></CardHeader>
      <div className="flex flex-col gap-2 p-4 text-[13px]">
        <p>{t.rich('startText', { account: (chunks) => <a className="font-medium text-accent underline underline-offset-2" href="/account">{chunks}</a>, code: (chunks) => <code className="rounded bg-muted px-1 font-mono text-xs">{chunks}</code> })}</p>
        <CodeBlock label={t('example')} code={'curl -H "Authorization: Bearer $GANTRY_TOKEN" \\\n  "$GANTRY_URL/api/v1/containers?state=running&sort=-name&limit=20"'} />
        <p className="text-fg-muted">{t('errorsText')}</p>
      </div>
    </Card>
  );
}
