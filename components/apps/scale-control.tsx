'use client';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto } from '@/lib/apps/contract';
import { useForcible } from './use-forcible';

export function ScaleControl({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  const may = useMay('app:scale', app.path);
  const { scale } = useAppActions();
  const { attempt, dialog } = useForcible();
  const [asked, setAsked] = useState<string | null>(null);
  const { wanted, ready } = app.instances;
  const to = (instances: number) => attempt((force) => scale.mutateAsync({ appId: app.id, instances, force }));
  const number = asked !== null && /^\d{1,3}$/.test(asked.trim()) ? Number(asked) : null;
  const apply = () => { if (number !== null) void to(number).then(() => setAsked(null)); };
  return (
    <span className="flex items-center gap-1 text-sm tabular-nums">
      {dialog}
      <span className="mr-1 text-fg-muted">{t('readyOf', { ready, wanted })}</span>
      {may && <IconButton label={t('fewer')} icon={<Minus />} disabled={wanted === 0 || scale.isPending} onClick={() => void to(wanted - 1)} />}
      {may && <IconButton label={t('more')} icon={<Plus />} disabled={scale.isPending} onClick={() => void to(wanted + 1)} />}
      {may && <Button size="sm" onClick={() => setAsked(String(wanted))}>{t('scale')}</Button>}
      {asked !== null && (
        <Dialog open onOpenChange={() => setAsked(null)} size="sm" title={t('scaleTitle', { path: app.path })} footer={<><Button onClick={() => setAsked(null)}>{t('back')}</Button><Button variant="primary" disabled={number === null || number > 100} loading={scale.isPending} onClick={apply}>{t('scale')}</Button></>}>
          <form onSubmit={(event) => { event.preventDefault(); apply(); }}><Field label={t('instances')} hint={t('scaleHint')}><Input type="number" min={0} max={100} value={asked} onChange={(event) => setAsked(event.target.value)} autoFocus /></Field></form>
        </Dialog>
      )}
    </span>
  );
}
