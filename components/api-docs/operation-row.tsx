'use client';
import { ChevronRight, Lock, LockOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { CodeBlock } from '@/components/ui/code-block';
import type { ApiOperation } from '@/lib/access/model/openapi-operation';
import { curlExample } from '@/lib/access/model/openapi-operation';
import { MethodBadge } from './method-badge';
import { SchemaField, SchemaView } from './schema-view';

export function OperationRow({ operation, open, onToggle }: { operation: ApiOperation; open: boolean; onToggle: () => void }) {
  return (
    <article>
      <h3>
        <button type="button" aria-expanded={open} aria-controls={`${operation.id}-detail`} onClick={onToggle} className="flex w-full items-center gap-3 px-3 py-2 text-left font-normal hover:bg-muted/50">
          <MethodBadge method={operation.method} />
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4">
            <code className="min-w-0 font-mono text-[13px] [overflow-wrap:anywhere]"><Path path={operation.path} /></code>
            <span className="min-w-0 text-[13px] text-fg-muted">{operation.summary}</span>
          </span>
          <ChevronRight className={cn('size-4 shrink-0 text-fg-muted transition-transform', open && 'rotate-90')} aria-hidden />
        </button>
      </h3>
      {open && <div id={`${operation.id}-detail`}><OperationDetail operation={operation} /></div>}
    </article>
  );
}

/** A long path may break after each slash. */
const Path = ({ path }: { path: string }) =>
  path.split('/').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <>/<wbr /></>}
      {part.startsWith('{') ? <span className="text-accent">{part}</span> : part}
    </Fragment>
  ));

function OperationDetail({ operation }: { operation: ApiOperation }) {
  const t = useTranslations('access.apiDocs');
  const { permission, parameters, body, answers } = operation;
  return (
    <div className="flex flex-col gap-4 border-t border-line bg-surface px-4 py-4 text-[13px]">
      <p className="flex flex-wrap items-center gap-1.5 text-fg-muted">
        {permission === 'public' ? <LockOpen className="size-4" aria-hidden /> : <Lock className="size-4" aria-hidden />}
        {permission === 'public' ? t('public') : permission === 'signed-in' ? t('signedIn') : t.rich('needs', { permission, code: (chunks) => <code className="rounded bg-muted px-1 font-mono text-xs text-fg">{chunks}</code> })}
      </p>
      {parameters.length > 0 && (
        <Part title={t('parameters')}>
          {parameters.map((one) => <SchemaField key={one.name} name={one.name} schema={{ ...one.schema, ...(one.description && { description: one.description }) }} required={one.required} note={t(one.in === 'path' ? 'inPath' : 'inQuery')} />)}
        </Part>
      )}
      {body && <Part title={t('body')} note={body.media}><SchemaView schema={body.schema} /></Part>}
      {answers.map(({ status, media, schema }) => (
        <Part key={status} title={t('answer', { status })} note={media}>{schema ? <SchemaView schema={schema} /> : <p className="px-3 py-2 text-fg-muted">{t('empty')}</p>}</Part>
      ))}
      <section>
        <h4 className="mb-1 font-medium">{t('example')}</h4>
        <CodeBlock label={t('example')} code={curlExample(operation, location.origin)} />
      </section>
    </div>
  );
}

const Part = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => (
  <section>
    <h4 className="mb-1 flex items-baseline gap-2 font-medium">{title}{note && <code className="font-mono text-xs font-normal text-fg-muted">{note}</code>}</h4>
    <div className="divide-y divide-line rounded-lg border border-line bg-surface-raised">{children}</div>
  </section>
);
