'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { RouteDto } from '@/lib/routes/contract';

const TONE: Record<RouteDto['state'], Tone> = { ok: 'success', degraded: 'warning', down: 'danger', maintenance: 'info', redirect: 'neutral', unknown: 'warning' };

export function RouteStateBadge({ state }: { state: RouteDto['state'] }) {
  const t = useTranslations('routes.states');
  return <Badge tone={TONE[state]}>{t(state)}</Badge>;
}
