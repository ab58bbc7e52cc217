'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SecretOnce } from '../secret-once';

export interface ShownLink {
  email: string;
  path: string;
  expiresAt: string;
}

export function LinkDialog({ link, onClose }: { link: ShownLink; onClose: () => void }) {
  const t = useTranslations('access.users');
  const until = new Date(link.expiresAt).toLocaleString(useLocale(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Dialog open onOpenChange={onClose} title={t('linkTitle', { email: link.email })} footer={<Button variant="primary" onClick={onClose}>{t('done')}</Button>}>
      <SecretOnce label={t('link')} value={`${location.origin}${link.path}`} warning={t('linkText', { until })} />
    </Dialog>
  );
}
