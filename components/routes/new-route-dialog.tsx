'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useMe } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { isWithin } from '@/lib/access/model/paths';
import { useApps } from '@/lib/apps/client/use-apps';
import { RoutesDialogOf } from './routes-dialog-of';

/** A route belongs to an app: which one comes first, then the same dialog as on the app's page. */
export function NewRouteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('routes.editor');
  const { held } = useMe();
  const { data: apps, error } = useApps();
  const [chosen, setChosen] = useState('');
  const [appId, setAppId] = useState<string | null>(null);
  const open = useMemo(() => (apps ?? []).filter(({ path, status }) => status !== 'destroying' && held.some(({ permissions, group }) => permissions.includes('app:deploy') && isWithin(group, path))), [apps, held]);
  const current = chosen || open[0]?.id || '';
  if (appId) return <RoutesDialogOf appId={appId} start="new" onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose} title={t('newTitle')} size="sm" footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" disabled={!current} onClick={() => setAppId(current)}>{t('next')}</Button></>}>
      {error && <ErrorState error={error} />}
      {!apps && !error && <Skeleton className="h-9" />}
      {apps && (open.length > 0
        ? <Field label={t('appLabel')} hint={t('newText')}><Select value={current} onValueChange={setChosen} options={open.map(({ id, path }) => ({ value: id, label: path }))} /></Field>
        : <p className="text-sm text-fg-muted">{t('noApps')}</p>)}
    </Dialog>
  );
}
