'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge, type Tone } from '@/components/ui/badge';
import { Facts } from '@/components/ui/facts';
import { RelativeTime } from '@/components/ui/relative-time';
import { shortId } from '@/lib/platform/model/format';
import type { ProxyDto } from '@/lib/proxy/contract';

const TONE: Record<ProxyDto['state']['kind'], Tone> = { none: 'neutral', running: 'success', trouble: 'danger', engineAway: 'warning' };

/** What the proxy does at the moment. */
export function ProxyStateFacts({ proxy: { environmentId, state, updatedAt, updatedBy } }: { proxy: ProxyDto }) {
  const t = useTranslations('proxy.settings');
  const { containerId } = state;
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-3">
      {state.reason && <p role="alert" className="text-[13px] text-danger [overflow-wrap:anywhere]">{state.reason.detail}</p>}
      <Facts
        items={[
          { label: t('state'), value: <Badge tone={TONE[state.kind]}>{t(`kinds.${state.kind}`)}</Badge> },
          ...(containerId ? [{ label: t('container'), value: <Link prefetch={false} className="font-mono text-xs text-accent hover:underline" href={`/containers/${environmentId}/${containerId}`}>{shortId(containerId)}</Link> }] : []),
          ...(state.image ? [{ label: t('runningImage'), value: <span className="font-mono text-xs">{state.image}</span> }] : []),
          { label: t('routes'), value: <Link prefetch={false} className="tabular-nums hover:underline" href={`/routes?env=${environmentId}`}>{state.routes}</Link> },
          ...(containerId ? [{ label: t('reloads'), value: <span className="tabular-nums">{state.reloads}</span> }, { label: t('oldWorkers'), value: <span className="tabular-nums" title={t('oldWorkersHint')}>{state.oldWorkers}</span> }] : []),
        ]}
      />
      {updatedAt && <p className="text-xs text-fg-muted">{t.rich('changed', { who: updatedBy, at: () => <RelativeTime at={updatedAt} /> })}</p>}
    </div>
  );
}
