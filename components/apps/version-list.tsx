'use client';
import { Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto, PlanDto } from '@/lib/apps/contract';
import { IconButton } from '@/components/ui/icon-button';
import { CompareVersions } from './compare-versions';
import { PlanDialog } from './plan-dialog';
import { TagDialog } from './tag-dialog';
import { useForcible } from './use-forcible';

export function VersionList({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  const may = useMay('app:deploy', app.path);
  const { deployVersion, planVersion } = useAppActions();
  const { attempt, dialog } = useForcible();
  const [tagging, setTagging] = useState<number | null>(null);
  const tagged = app.versions.find(({ number }) => number === tagging);
  const [comparing, setComparing] = useState<number | null>(null);
  const [planned, setPlanned] = useState<{ number: number; plan: PlanDto } | null>(null);
  const plan = (number: number) => attempt(async () => setPlanned({ number, plan: await planVersion.mutateAsync({ appId: app.id, number }) }));
  const deploy = (number: number) => attempt(async (force) => { await deployVersion.mutateAsync({ appId: app.id, number, force }); setPlanned(null); });
  return (
    <ol className="divide-y divide-line text-sm">
      {dialog}
      {planned && <PlanDialog plan={planned.plan} busy={deployVersion.isPending} onClose={() => setPlanned(null)} onDeploy={() => void deploy(planned.number)} />}
      {tagged && <TagDialog appId={app.id} version={tagged} onClose={() => setTagging(null)} />}
      {comparing !== null && <CompareVersions app={app} start={comparing} onClose={() => setComparing(null)} />}
      {app.versions.map((version) => (
        <li key={version.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <span className="font-medium tabular-nums">{t('versionNumber', { version: version.number })}</span>
          {version.number === app.version ? <Badge tone="success">{t('current')}</Badge> : may && <Button size="sm" variant="ghost" disabled={planVersion.isPending} onClick={() => void plan(version.number)}>{t('deployAgain')}</Button>}
          {version.number !== app.version && <Button size="sm" variant="ghost" onClick={() => setComparing(version.number)}>{t('compare')}</Button>}
          {version.tag && <Badge tone="info">{version.tag}</Badge>}
          {may && <IconButton label={t('describe', { version: version.number })} icon={<Tag />} onClick={() => setTagging(version.number)} />}
          <span className="ml-auto text-xs text-fg-muted"><RelativeTime at={version.createdAt} /></span>
          <p className="w-full text-xs text-fg-muted [overflow-wrap:anywhere]"><span className="font-mono">{version.image}</span>{version.message && ` · ${version.message}`}</p>
        </li>
      ))}
    </ol>
  );
}
