'use client';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { RemoveDialog, type RemovableItem, type RemoveItems } from './remove-dialog';

interface RemoveButtonProps {
  slice: 'images' | 'volumes' | 'networks';
  item: RemovableItem;
  onRemove: RemoveItems;
  typeToConfirm?: boolean;
  offersForce?: boolean;
}

export function RemoveButton({ slice, item, ...rest }: RemoveButtonProps) {
  const t = useTranslations(slice);
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label={`${t('remove')} ${item.name}`} icon={<Trash2 />} onClick={() => setOpen(true)} />
      {open && <RemoveDialog slice={slice} items={[item]} {...rest} onDone={() => setOpen(false)} />}
    </>
  );
}
