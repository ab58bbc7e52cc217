'use client';
import { FileLock2, Plus, Settings2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useCertificateActions, useCertificates } from '@/lib/certificates/client/use-certificates';
import type { CertificateDto } from '@/lib/certificates/contract';
import { AcmeHosts } from './acme-hosts';
import { AcmeSettingsDialog } from './acme-settings-dialog';
import { CertificateTable } from './certificate-table';
import { UploadDialog } from './upload-dialog';

export function CertificatesPage() {
  const t = useTranslations('certificates');
  const mayAdd = useMay('certificate:manage');
  const maySet = useMay('environment:manage');
  const { data, error, refetch } = useCertificates();
  const { remove } = useCertificateActions();
  const [uploading, setUploading] = useState<CertificateDto | 'new' | null>(null);
  const [removing, setRemoving] = useState<CertificateDto | null>(null);
  const [setting, setSetting] = useState(false);
  const add = mayAdd && <Button variant="primary" onClick={() => setUploading('new')}><Plus aria-hidden />{t('upload')}</Button>;
  const set = maySet && <Button onClick={() => setSetting(true)}><Settings2 aria-hidden />{t('acme.settings')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} actions={<>{set}{data && data.length > 0 && add}</>} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data && (
        <Card className="mb-6">
          {data.length === 0 ? <EmptyState icon={<FileLock2 />} title={t('none')} description={t('noneText')} action={add} /> : <CertificateTable certificates={data} onReplace={setUploading} onRemove={setRemoving} />}
        </Card>
      )}
      <AcmeHosts />
      {uploading && <UploadDialog certificate={uploading === 'new' ? null : uploading} onClose={() => setUploading(null)} />}
      {setting && <AcmeSettingsDialog onClose={() => setSetting(false)} />}
      {removing && (
        <ConfirmDialog open onOpenChange={() => setRemoving(null)} title={t('removeTitle', { name: removing.names[0] ?? '' })} confirmLabel={t('removeConfirm')} danger onConfirm={async () => { await remove.mutateAsync(removing.id).catch((failure: unknown) => toast.error(failure)); setRemoving(null); }}>
          <p>{t(removing.source === 'acme' ? 'removeTextAcme' : 'removeText')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
