'use client';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useApp } from '@/lib/apps/client/use-apps';
import type { RouteDto } from '@/lib/routes/contract';
import { findInSpec } from '@/lib/routes/model/route-draft';
import { useTranslations } from 'next-intl';
import { RoutesDialog } from './routes-dialog';

/** The dialog of an app's routes where only the app's id is at hand. `start`: what is unfolded. */
export function RoutesDialogOf({ appId, start, onClose }: { appId: string; start: 'new' | RouteDto; onClose: () => void }) {
  const t = useTranslations('routes.editor');
  const { data: app, error } = useApp(appId);
  if (app) return <RoutesDialog app={app} start={start === 'new' ? 'new' : findInSpec(app.spec.routes, start)} onClose={onClose} />;
  return <Dialog open onOpenChange={onClose} title={start === 'new' ? t('newTitle') : t('title', { path: start.appPath })} size="lg">{error ? <ErrorState error={error} /> : <SkeletonRows rows={4} />}</Dialog>;
}
