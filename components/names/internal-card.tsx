'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { toast } from '@/components/ui/toast';
import { useNamesActions } from '@/lib/names/client/use-names';
import type { InternalNamesDto } from '@/lib/names/contract';

const TONES = { running: 'success', starting: 'info', failed: 'danger' } as const;

export function InternalCard({ internal }: { internal: InternalNamesDto[] }) {
  const t = useTranslations('names');
  const { setInternal } = useNamesActions();
  return (
    <Card>
      <CardHeader><CardTitle>{t('internal')}</CardTitle></CardHeader>
      <p className="px-4 pt-3 text-[13px] text-fg-muted">{t('internalText')}</p>
      <ul className="divide-y divide-line">
        {internal.map(({ environmentId, environment, enabled, servers }) => (
          <li key={environmentId} className="flex flex-col gap-2 px-4 py-3">
            <label className="flex flex-wrap items-center gap-x-2 text-[13px]">
              <Checkbox checked={enabled} aria-label={t('internalSwitch', { environment })} onCheckedChange={(wanted) => setInternal.mutate({ environmentId, enabled: wanted }, { onError: (failure) => toast.error(failure) })} />
              <span className="font-medium">{environment}</span><span>{t('internalOn')}</span><span className="text-xs text-fg-muted">{t('internalNew')}</span>
            </label>
            {enabled && servers.length === 0 && <p className="text-xs text-fg-muted">{t('noServers')}</p>}
            {servers.map(({ tenant, state, detail }) => (
              <div key={tenant} className="flex flex-wrap items-center gap-2 text-xs"><Badge tone={TONES[state]}>{t(`serverState.${state}`)}</Badge><span>{t('serverOf', { tenant })}</span>{detail && <span className="text-danger [overflow-wrap:anywhere]">{detail}</span>}</div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
