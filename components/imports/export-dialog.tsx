'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useExport } from '@/lib/imports/client/use-imports';
import { EXPORTS, type ExportFormat } from '@/lib/imports/model/formats';

const FILE: Record<ExportFormat, string> = { gantry: 'gantry.yaml', compose: 'compose.yaml', 'docker-run': 'run.sh' };

export function ExportDialog({ appId, path, onClose }: { appId: string; path: string; onClose: () => void }) {
  const t = useTranslations('imports.export');
  const [format, setFormat] = useState<ExportFormat>('gantry');
  const { data, error } = useExport(appId, format);
  const save = () => {
    const url = URL.createObjectURL(new Blob([data!.text], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href: url, download: `${path.slice(1).replace(/\//g, '-')}.${FILE[format]}` }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <Dialog open onOpenChange={onClose} size="lg" title={t('title', { path })} footer={<><Button onClick={onClose}>{t('close')}</Button><Button variant="primary" disabled={!data} onClick={save}><Download aria-hidden />{t('download')}</Button></>}>
      <div className="flex flex-col gap-3 text-sm">
        <div role="group" aria-label={t('format')} className="flex gap-1">{EXPORTS.map((one) => <Button key={one} size="sm" variant={format === one ? 'primary' : 'secondary'} aria-pressed={format === one} onClick={() => setFormat(one)}>{t(`formats.${one}`)}</Button>)}</div>
        {error && <ErrorState error={error} />}
        {!data && !error && <SkeletonRows />}
        {data && <CodeBlock code={data.text} label={t(`formats.${format}`)} />}
        {data && data.notCarried.length > 0 && <p className="text-warning">{t('notCarried', { fields: data.notCarried.join(', ') })}</p>}
      </div>
    </Dialog>
  );
}
