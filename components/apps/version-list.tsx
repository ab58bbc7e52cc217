'use client';
import { useTranslations } from 'next-intl';
import { useMay } from '@/components/shell/me-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto } from '@/lib/apps/contract';

export function VersionList({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  const may = useMay('app:deploy');
  const { deployVersion } = useAppActions();
  const deploy = (number: number) => deployVersion.mutateAsync({ appId: app.id, number }).catch((error: unknown) => toast.error(error));
  return (
    <ol className="divide-y divide-line text-sm">
      {app.versions.map((version) => (
        <li key={version.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <span className="font-medium tabular-nums">{t('versionNumber', { version: version.number })}</span>
          {version.number === app.version ? <Badge tone="success">{t('current')}</Badge> : may && <Button size="sm" variant="ghost" disabled={deployVersion.isPending} onClick={() => void deploy(version.number)}>{t('deployAgain')}</Button>}
          <span className="ml-auto text-xs text-fg-muted"><RelativeTime at={version.createdAt} /></span>
          <p className="w-full text-xs text-fg-muted [overflow-wrap:anywhere]"><span className="font-mono">{version.image}</span>{version.message && ` · ${version.message}`}</p>
        </li>
      ))}
    </ol>
  );
}
