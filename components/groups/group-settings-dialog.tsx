'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SettingsParts } from './settings-parts';

export function GroupSettingsDialog({ group, onClose }: { group: string; onClose: () => void }) {
  const t = useTranslations('groups.settings');
  return <Dialog open onOpenChange={onClose} size="lg" title={group === '/' ? t('titleRoot') : t('title', { group })} footer={<Button onClick={onClose}>{t('close')}</Button>}><SettingsParts group={group} /></Dialog>;
}
