'use client';
import { Menu, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { Dialog as Primitive } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { EngineTroubles } from '@/components/environments/engine-troubles';
import { InventorySync } from '@/components/environments/inventory-sync';
import { LiveProvider } from '@/lib/platform/client/use-live';
import { type Me, MeProvider } from './me-context';
import { Sidebar } from './sidebar';
import { useShortcuts } from './use-shortcuts';
import { Logo } from './logo';

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), { ssr: false });
const ShortcutHelp = dynamic(() => import('./shortcut-help').then((module) => module.ShortcutHelp), { ssr: false });

export function Shell({ me, livePosition, children }: { me: Me; livePosition: string; children: ReactNode }) {
  const t = useTranslations('platform.shell');
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  useShortcuts({ onPalette: () => setPalette(true), onHelp: () => setHelp(true) });
  return (
    <MeProvider me={me}>
      <LiveProvider position={livePosition}>
        <InventorySync />
        <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface-raised focus:px-3 focus:py-2">{t('skip')}</a>
        <div className="flex min-h-dvh">
          <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 border-r border-line bg-surface-raised md:block"><Sidebar /></aside>
          <div className="flex min-w-0 flex-1 flex-col">
            <div className="sticky top-0 z-30 flex items-center gap-2 border-b border-line bg-surface-raised px-3 py-2 md:hidden">
              <Primitive.Root open={drawer} onOpenChange={setDrawer}>
                <Primitive.Trigger asChild><IconButton label={t('menu')} icon={<Menu />} /></Primitive.Trigger>
                <Primitive.Portal>
                  <Primitive.Overlay className="fixed inset-0 z-40 bg-black/45" />
                  <Primitive.Content aria-describedby={undefined} className="fixed inset-y-0 left-0 z-50 w-64 border-r border-line bg-surface-raised">
                    <Primitive.Title className="sr-only">{t('menu')}</Primitive.Title>
                    <Sidebar onNavigate={() => setDrawer(false)} />
                  </Primitive.Content>
                </Primitive.Portal>
              </Primitive.Root>
              <Logo className="size-6" />
              <span className="font-semibold">Gantry</span>
              <span className="ml-auto"><IconButton label={t('palette')} icon={<Search />} onClick={() => setPalette(true)} /></span>
            </div>
            <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[1600px] min-w-0 flex-1 px-4 py-5 outline-none md:px-7"><EngineTroubles />{children}</main>
          </div>
        </div>
        {palette && <CommandPalette onClose={() => setPalette(false)} />}
        {help && <ShortcutHelp onClose={() => setHelp(false)} />}
      </LiveProvider>
    </MeProvider>
  );
}
