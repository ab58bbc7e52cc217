'use client';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';

interface RemoveButtonProps {
  slice: 'images' | 'volumes' | 'networks';
  name: string;
  onRemove: () => Promise<unknown>;
  typeToConfirm?: boolean;
  children?: ReactNode;
}

/** Names what will be lost, then removes; a refusal is told in the server's words. */
export function RemoveButton({ slice, name, onRemove, typeToConfirm, children }: RemoveButtonProps) {
  const t = useTranslations(slice);
  const [open, setOpen] = useState(false);
  const remove = async () => {
    try {
      await onRemove();
      toast.success(t('removed', { name }));
      setOpen(false);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <>
      <IconButton label={`${t('remove')} ${name}`} icon={<Trash2 />} onClick={() => setOpen(true)} />
      {open && <ConfirmDialog open onOpenChange={setOpen} danger title={t('removeTitle', { name })} confirmLabel={t('remove')} typeToConfirm={typeToConfirm ? name : undefined} onConfirm={remove}><p>{t('removeText')}</p>{children}</ConfirmDialog>}
    </>
  );
}
