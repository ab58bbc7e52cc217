'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { PlanDto } from '@/lib/apps/contract';
import { formatBytes } from '@/lib/platform/model/format';
import { SpecChanges } from './spec-changes';

/** What the deploy would do, before it does it. */
export function PlanDialog({ plan, busy, onClose, onDeploy }: { plan: PlanDto; busy: boolean; onClose: () => void; onDeploy: () => void }) {
  const t = useTranslations('apps.plan');
  const { capacity, image, portConflicts } = plan;
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} size="lg" footer={<><Button onClick={onClose}>{t('back')}</Button><Button variant="primary" loading={busy} onClick={onDeploy}>{t('deploy')}</Button></>}>
      <ul className="mb-4 flex flex-col gap-2 text-sm">
        <Line tone="info" label={t('containers')}>{plan.remove > 0 ? <Replacement plan={plan} /> : t('create', { create: plan.create })}</Line>
        <Line tone={image.state === 'missing' ? 'danger' : image.state === 'pull' ? 'warning' : 'success'} label={t('image')}><span className="font-mono text-xs">{image.name}</span> {t(`imageState.${image.state}`)}</Line>
        <Line tone={portConflicts.length > 0 ? 'danger' : 'success'} label={t('ports')}>{portConflicts.length === 0 ? t('portsFree') : portConflicts.map(({ port, container }) => t('portTaken', { port, container })).join(' ')}</Line>
        {capacity && <Line tone={capacity.fits ? 'success' : 'warning'} label={t('capacity')}>{t('capacityText', { cpus: Number(capacity.cpus.toFixed(2)), cpusOfHost: capacity.cpusOfHost, mem: formatBytes(capacity.memBytes), memOfHost: formatBytes(capacity.memBytesOfHost) })}</Line>}
      </ul>
      <SpecChanges changes={plan.changes} />
    </Dialog>
  );
}

const Line = ({ tone, label, children }: { tone: Tone; label: string; children: ReactNode }) => (
  <li className="flex flex-wrap items-baseline gap-2"><Badge tone={tone}>{label}</Badge><span className="min-w-0 [overflow-wrap:anywhere]">{children}</span></li>
);

function Replacement({ plan: { strategy, create, remove } }: { plan: PlanDto }) {
  const t = useTranslations('apps.plan');
  switch (strategy.kind) {
    case 'recreate':
      return <>{t('replaceExclusive', { create, remove })} {strategy.exclusive && t('exclusiveBecause')}</>;
    case 'blueGreen':
      return t('blueGreen', { create });
    case 'canary':
      return t('canary', { create, steps: [...strategy.canary, create].join(' → ') });
    case 'rolling':
      return t('replace', { create, remove, minReady: strategy.minReady, maxTotal: strategy.maxTotal });
  }
}
