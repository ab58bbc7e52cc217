'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';

export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const t = useTranslations('access.secondFactor');
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('codesTitle')} description={t('codesText')} footer={<Button variant="primary" onClick={onClose}>{t('stored')}</Button>}>
      <div className="flex items-start gap-2 rounded-md border border-line bg-muted p-3">
        <ol className="grid min-w-0 flex-1 gap-x-6 gap-y-1 font-mono text-[13px] sm:grid-cols-2">{codes.map((code) => <li key={code}>{code}</li>)}</ol>
        <CopyButton text={codes.join('\n')} />
      </div>
    </Dialog>
  );
}
