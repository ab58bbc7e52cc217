'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { ContainerRow } from '@/lib/environments/contract';

const STATE_TONE: Record<ContainerRow['state'], Tone> = {
  created: 'neutral', running: 'success', paused: 'warning', restarting: 'warning', removing: 'neutral', exited: 'neutral', dead: 'danger',
};
const HEALTH_TONE: Record<ContainerRow['health'], Tone> = { none: 'neutral', starting: 'info', healthy: 'success', unhealthy: 'danger' };

/** `Exited (137)` in red: an exit that was not clean is what one looks for at night. */
export function StateBadge({ row }: { row: Pick<ContainerRow, 'state' | 'exitCode'> }) {
  const t = useTranslations('containers');
  const failed = row.state === 'exited' && row.exitCode !== null && row.exitCode !== 0;
  return <Badge tone={failed ? 'danger' : STATE_TONE[row.state]}>{failed ? t('exited', { code: row.exitCode! }) : t(`states.${row.state}`)}</Badge>;
}

export function HealthBadge({ health }: { health: ContainerRow['health'] }) {
  const t = useTranslations('containers.healths');
  return health === 'none' ? <span className="text-fg-muted">—</span> : <Badge tone={HEALTH_TONE[health]}>{t(health)}</Badge>;
}
