'use client';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { NAVIGATION } from './navigation';

const Key = ({ children }: { children: string }) => <kbd className="rounded border border-line bg-muted px-1.5 py-px font-mono text-xs">{children}</kbd>;

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('platform.shell');
  const rows: [string[], string][] = [
    [['Ctrl', 'K'], t('shortcutPalette')], [['/'], t('shortcutSearch')], [['?'], t('shortcutHelp')],
    ...NAVIGATION.map((item): [string[], string] => [['g', item.shortcut], t('goTo', { page: t(item.label) })]),
  ];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('shortcuts')} size="sm">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1.5 text-sm">
        {rows.map(([keys, text]) => (
          <div key={text} className="contents"><dt className="flex gap-1">{keys.map((key) => <Key key={key}>{key}</Key>)}</dt><dd>{text}</dd></div>
        ))}
      </dl>
    </Dialog>
  );
}
