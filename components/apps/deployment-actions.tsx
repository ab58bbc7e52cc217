'use client';
import { ArrowRight, Ban, Pause, Play, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { useSteerDeployment, type SteerVerb } from '@/lib/apps/client/use-steer-deployment';
import type { DeploymentDto } from '@/lib/apps/contract';

/** What can be done with a deployment as it stands: only that is offered. */
export function DeploymentActions({ deployment }: { deployment: DeploymentDto }) {
  const t = useTranslations('apps.steer');
  const may = useMay('app:deploy', deployment.path);
  const steer = useSteerDeployment();
  const [asking, setAsking] = useState<'cancel' | 'roll-back' | null>(null);
  const send = (verb: SteerVerb) => steer.mutateAsync({ deploymentId: deployment.id, verb }).catch((error: unknown) => toast.error(error));
  if (!may) return null;
  const { status, canary } = deployment;
  const back = deployment.fromVersion;
  return (
    <>
      {canary && status === 'running' && <Button size="sm" variant={canary.waits ? 'primary' : 'secondary'} disabled={steer.isPending} onClick={() => void send('promote')}><ArrowRight aria-hidden />{t('promote')}</Button>}
      {status === 'running' && <Button size="sm" disabled={steer.isPending} onClick={() => void send('pause')}><Pause aria-hidden />{t('pause')}</Button>}
      {status === 'paused' && <Button size="sm" variant="primary" disabled={steer.isPending} onClick={() => void send('resume')}><Play aria-hidden />{t('resume')}</Button>}
      {(status === 'running' || status === 'paused') && deployment.kind !== 'destroy' && <Button size="sm" onClick={() => setAsking('cancel')}><Ban aria-hidden />{t('cancel')}</Button>}
      {deployment.canRollBack && <Button size="sm" onClick={() => setAsking('roll-back')}><Undo2 aria-hidden />{t('rollBack')}</Button>}
      <ConfirmDialog open={asking === 'cancel'} onOpenChange={() => setAsking(null)} title={t('cancelTitle')} confirmLabel={t('cancel')} danger onConfirm={() => send('cancel').then(() => setAsking(null))}><p>{back === null ? t('cancelFirst', { path: deployment.path }) : t('cancelText', { path: deployment.path, version: back })}</p></ConfirmDialog>
      <ConfirmDialog open={asking === 'roll-back'} onOpenChange={() => setAsking(null)} title={t('rollBackTitle')} confirmLabel={t('rollBack')} onConfirm={() => send('roll-back').then(() => setAsking(null))}><p>{t('rollBackText', { path: deployment.path, version: back ?? deployment.toVersion })}</p></ConfirmDialog>
    </>
  );
}
