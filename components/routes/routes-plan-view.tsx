'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SpecChanges } from '@/components/apps/spec-changes';
import { Badge, type Tone } from '@/components/ui/badge';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { RoutesPlan } from '@/lib/routes/client/use-put-routes';

/** What a change of routes would do, before it does it. */
export function RoutesPlanView({ plan, message, onMessage }: { plan: RoutesPlan; message: string; onMessage: (message: string) => void }) {
  const t = useTranslations('routes.editor');
  const { come, go, changes, replacesInstances } = plan;
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-2 text-sm">
        {changes.length > 0 && <Line tone={replacesInstances ? 'warning' : 'success'} label={t('instances')}>{replacesInstances ? t('replaces') : t('keeps')}</Line>}
        {come.length > 0 && <Line tone="success" label={t('come')}><Addresses list={come} /></Line>}
        {go.length > 0 && <Line tone="danger" label={t('go')}><Addresses list={go} /></Line>}
        {changes.length > 0 && come.length + go.length === 0 && <li className="text-fg-muted">{t('noAddress')}</li>}
      </ul>
      <SpecChanges changes={changes} />
      {changes.length > 0 && <Field label={t('message')} hint={t('messageHint')}><Input value={message} onChange={(event) => onMessage(event.target.value)} maxLength={500} /></Field>}
    </div>
  );
}

const Line = ({ tone, label, children }: { tone: Tone; label: string; children: ReactNode }) => (
  <li className="flex flex-wrap items-baseline gap-2"><Badge tone={tone}>{label}</Badge><span className="min-w-0 [overflow-wrap:anywhere]">{children}</span></li>
);
const Addresses = ({ list }: { list: string[] }) => <span className="flex flex-col font-mono text-xs">{list.map((address) => <span key={address}>{address}</span>)}</span>;
