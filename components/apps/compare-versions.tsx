'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useVersion } from '@/lib/apps/client/use-version';
import type { AppDetailDto } from '@/lib/apps/contract';
import { SpecChanges } from './spec-changes';

/** What differs between any two versions of an app. */
export function CompareVersions({ app, start, onClose }: { app: AppDetailDto; start: number; onClose: () => void }) {
  const t = useTranslations('apps.page');
  const [from, setFrom] = useState(start);
  const [to, setTo] = useState(app.version);
  const { data, error } = useVersion(app.id, to, from);
  const options = app.versions.map(({ number }) => ({ value: String(number), label: t('versionNumber', { version: number }) }));
  return (
    <Dialog open onOpenChange={onClose} size="lg" title={t('compareTitle')} footer={<Button onClick={onClose}>{t('close')}</Button>}>
      <div className="mb-4 grid gap-3 sm:grid-cols-2">
        <Field label={t('compareFrom')}><Select value={String(from)} onValueChange={(value) => setFrom(Number(value))} options={options} /></Field>
        <Field label={t('compareTo')}><Select value={String(to)} onValueChange={(value) => setTo(Number(value))} options={options} /></Field>
      </div>
      {error && <ErrorState error={error} />}
      {!data && !error && <SkeletonRows />}
      {data && <SpecChanges changes={data.changes} />}
    </Dialog>
  );
}
