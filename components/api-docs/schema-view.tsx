'use client';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { choicesOf, limitsOf, typeName, type JsonSchema } from '@/lib/access/model/json-schema';

/** A schema's fields, one row each; what is nested opens on demand. */
export function SchemaView({ schema }: { schema: JsonSchema }) {
  const t = useTranslations('access.apiDocs');
  const inner = innerOf(schema);
  if (inner.kind === 'fields') {
    const { properties = {}, required = [] } = inner.schema;
    return Object.entries(properties).map(([name, field]) => <SchemaField key={name} name={name} schema={field} required={required.includes(name)} />);
  }
  if (inner.kind === 'choices') return inner.choices.map((choice, index) => <SchemaField key={index} name={t('choice', { number: index + 1 })} schema={choice} />);
  return <SchemaField name={t('value')} schema={schema} />;
}

export function SchemaField({ name, schema, required, note }: { name: string; schema: JsonSchema; required?: boolean; note?: string }) {
  const t = useTranslations('access.apiDocs');
  const [open, setOpen] = useState(false);
  const nested = innerOf(schema).kind !== 'none';
  const facts = (
    <>
      <code className="font-mono text-xs font-medium [overflow-wrap:anywhere]">{name}</code>
      {required && <span className="text-xs text-danger">{t('required')}</span>}
      <code className="min-w-0 font-mono text-xs text-fg-muted [overflow-wrap:anywhere]">{typeName(schema)}</code>
      {[...(note ? [note] : []), ...limitsOf(schema)].map((fact) => <span key={fact} className="rounded bg-muted px-1.5 text-xs text-fg-muted [overflow-wrap:anywhere]">{fact}</span>)}
    </>
  );
  return (
    <div className="min-w-0">
      <div className="px-3 py-1.5">
        {nested ? (
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex w-full flex-wrap items-center gap-x-2 gap-y-1 text-left">
            <ChevronRight className={cn('-ml-1 size-3.5 shrink-0 text-fg-muted transition-transform', open && 'rotate-90')} aria-hidden />
            {facts}
          </button>
        ) : (
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">{facts}</p>
        )}
        {schema.description && <p className="mt-0.5 text-xs text-fg-muted">{schema.description}</p>}
      </div>
      {nested && open && <div className="ml-4 divide-y divide-line border-t border-l border-line"><SchemaView schema={schema} /></div>}
    </div>
  );
}

type Inner = { kind: 'fields'; schema: JsonSchema } | { kind: 'choices'; choices: JsonSchema[] } | { kind: 'none' };

/** What there is to open: fields (also of an array's items, a map's values, or the one choice that is not null), or several choices. */
function innerOf(schema: JsonSchema): Inner {
  if (schema.properties && Object.keys(schema.properties).length > 0) return { kind: 'fields', schema };
  if (schema.items) return innerOf(schema.items);
  if (typeof schema.additionalProperties === 'object') return innerOf(schema.additionalProperties);
  const choices = choicesOf(schema).filter((choice) => innerOf(choice).kind !== 'none');
  if (choices.length === 0) return { kind: 'none' };
  return choices.length === 1 ? innerOf(choices[0]!) : { kind: 'choices', choices };
}
