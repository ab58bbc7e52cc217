'use client';
import { useTranslations } from 'next-intl';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { useAcceptDrift, useDrift } from '@/lib/apps/client/use-adoption';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto } from '@/lib/apps/contract';
import { DifferenceTable } from './difference-table';
import { useForcible } from './use-forcible';

/** Instances that somebody changed outside of Gantry, with both ways to put it right. */
export function DriftCard({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.drift');
  const may = useMay('app:deploy', app.path);
  const { data } = useDrift(app.id, `${app.rowVersion} ${app.status}`);
  const accept = useAcceptDrift(app.id);
  const { restart } = useAppActions();
  const { attempt, dialog } = useForcible();
  if (!data || data.items.length === 0 || app.status !== 'running') return null;
  return (
    <Card className="mb-4 border-warning/50">
      {dialog}
      <CardHeader className="flex-wrap gap-y-2"><CardTitle>{t('title')}</CardTitle>{may && <Button size="sm" loading={restart.isPending} onClick={() => void attempt((force) => restart.mutateAsync({ appId: app.id, force }))}>{t('restore')}</Button>}</CardHeader>
      <p className="px-4 pt-3 text-sm text-fg-muted">{t('text')}</p>
      {data.items.map(({ instanceId, name, changes }) => (
        <div key={instanceId} className="py-2">
          <p className="flex flex-wrap items-center justify-between gap-2 px-4 py-1"><span className="font-mono text-xs [overflow-wrap:anywhere]">{name}</span>{may && <Button size="sm" variant="ghost" loading={accept.isPending} onClick={() => void attempt(() => accept.mutateAsync(instanceId))}>{t('accept')}</Button>}</p>
          <DifferenceTable label={name} changes={changes} />
        </div>
      ))}
    </Card>
  );
}
