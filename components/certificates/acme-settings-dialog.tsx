'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useAcmeSettings, useIsSettingAcme } from '@/lib/certificates/client/use-acme-settings';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { AcmeServerForm } from './acme-server-form';

/** One server for each environment; the form is that of the chosen one. */
export function AcmeSettingsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('certificates');
  const { data: settings, error, refetch } = useAcmeSettings();
  const { data: environments } = useEnvironments();
  const busy = useIsSettingAcme();
  const [chosen, setChosen] = useState<string | null>(null);
  const environment = environments?.find(({ id }) => id === chosen) ?? environments?.[0];
  return (
    <Dialog open onOpenChange={onClose} title={t('acme.settings')} description={t('acme.settingsText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="acme" loading={busy} disabled={!environment || !settings}>{t('save')}</Button></>}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && (!settings || !environments) && <SkeletonRows />}
      {environments?.length === 0 && <p className="text-sm text-fg-muted">{t('acme.noEnvironments')}</p>}
      {settings && environment && (
        <div className="flex flex-col gap-3">
          <Field label={t('acme.environment')}><Select value={environment.id} onValueChange={setChosen} options={environments!.map(({ id, name }) => ({ value: id, label: name }))} /></Field>
          <AcmeServerForm key={environment.id} environment={environment} settings={settings.find(({ environmentId }) => environmentId === environment.id) ?? null} onDone={onClose} />
        </div>
      )}
    </Dialog>
  );
}
