'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Box, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Dialog } from '@/components/ui/dialog';
import { inventoryKey } from '@/lib/environments/client/inventory-key';
import type { ContainerRow, ImageRow } from '@/lib/environments/contract';
import { useMe } from './me-context';
import { NAVIGATION } from './navigation';

const MOST = 200;
const itemClass = 'flex items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-muted [&_svg]:size-4 [&_svg]:text-fg-muted';

/** Pages, and what the open lists already know; nothing is fetched for it. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslations('platform.shell');
  const { permissions } = useMe();
  const router = useRouter();
  const cache = useQueryClient();
  const containers = cache.getQueryData<ContainerRow[]>(inventoryKey('container'))?.slice(0, MOST) ?? [];
  const images = cache.getQueryData<ImageRow[]>(inventoryKey('image'))?.slice(0, MOST) ?? [];
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('palette')} size="md">
      <Command label={t('palette')} loop>
        <Command.Input autoFocus placeholder={t('paletteHint')} className="mb-2 h-10 w-full rounded-md border border-line bg-surface px-3 text-sm" />
        <Command.List className="max-h-[50vh] overflow-y-auto">
          <Command.Empty className="p-4 text-center text-sm text-fg-muted">{t('nothingFound')}</Command.Empty>
          <Command.Group heading={t('pages')} className="text-xs text-fg-muted [&_[cmdk-item]]:text-fg">
            {NAVIGATION.filter((item) => !item.permission || permissions.includes(item.permission)).map((item) => (
              <Command.Item key={item.href} value={`${t(item.label)} ${item.label}`} onSelect={() => go(item.href)} className={itemClass}><item.icon aria-hidden />{t(item.label)}</Command.Item>
            ))}
          </Command.Group>
          {containers.map((row) => (
            <Command.Item key={row.id} value={`${row.name} ${row.image} ${row.id.slice(0, 12)}`} onSelect={() => go(`/containers/${row.environmentId}/${row.id}`)} className={itemClass}><Box aria-hidden /><span className="truncate">{row.name}</span></Command.Item>
          ))}
          {images.map((row) => (
            <Command.Item key={row.id} value={`${row.tags.join(' ')} ${row.id.slice(7, 19)}`} onSelect={() => go(`/images/${row.environmentId}/${encodeURIComponent(row.id)}`)} className={itemClass}><Layers aria-hidden /><span className="truncate">{row.tags[0] ?? row.id.slice(7, 19)}</span></Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}
