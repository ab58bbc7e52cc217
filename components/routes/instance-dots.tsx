'use client';
import { useTranslations } from 'next-intl';
import { countStates, INSTANCE_STATES, type InstanceState } from '@/lib/routes/model/filter-routes';
import type { RouteDto } from '@/lib/routes/contract';

/** So many are drawn one by one; more are counted. */
const FEW = 6;
const COLOR: Record<InstanceState, string> = { ready: 'text-success', draining: 'text-info', down: 'text-danger', waiting: 'text-warning', warm: 'text-fg-muted' };

/** Each state has a shape as well as a colour. */
export function InstanceMark({ state }: { state: InstanceState }) {
  return (
    <svg aria-hidden viewBox="0 0 10 10" className={`size-2.5 shrink-0 ${COLOR[state]}`} fill="none" stroke="currentColor" strokeWidth={1.5}>
      {state === 'ready' && <circle cx={5} cy={5} r={4.25} fill="currentColor" stroke="none" />}
      {state === 'draining' && <><circle cx={5} cy={5} r={3.75} /><path d="M5 1.25a3.75 3.75 0 0 0 0 7.5z" fill="currentColor" stroke="none" /></>}
      {state === 'down' && <path d="M1.5 1.5l7 7m0-7l-7 7" strokeWidth={2.25} />}
      {state === 'waiting' && <circle cx={5} cy={5} r={3.75} />}
      {state === 'warm' && <path d="M5 .75L9.25 5 5 9.25.75 5z" />}
    </svg>
  );
}

/** All instances of a route at a glance, the bad ones first. */
export function InstanceDots({ instances }: { instances: RouteDto['instances'] }) {
  const t = useTranslations('routes');
  const counts = countStates(instances);
  const ready = instances.filter(({ state }) => state === 'ready').length;
  const label = counts.map(([state, count]) => t('instanceCount', { count, state: t(`instanceStates.${state}`) })).join(', ') || t('noInstances');
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex max-w-full items-center gap-2 text-xs tabular-nums">
      <span className="shrink-0">{t('readyOf', { ready, total: instances.length })}</span>
      {instances.length <= FEW
        ? <span className="flex items-center gap-0.5">{counts.flatMap(([state, count]) => Array.from({ length: count }, (_, index) => <InstanceMark key={`${state}${index}`} state={state} />))}</span>
        : <span className="flex min-w-0 items-center gap-1.5 truncate text-fg-muted">{counts.map(([state, count]) => <span key={state} className="flex items-center gap-0.5"><InstanceMark state={state} />{count}</span>)}</span>}
    </span>
  );
}

/** What the marks mean. */
export function InstanceLegend() {
  const t = useTranslations('routes');
  return (
    <ul aria-label={t('list.legend')} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-fg-muted">
      {INSTANCE_STATES.map((state) => <li key={state} title={t(`instanceHints.${state}`)} className="flex items-center gap-1"><InstanceMark state={state} />{t(`instanceStates.${state}`)}</li>)}
    </ul>
  );
}
