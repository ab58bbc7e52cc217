'use client';
import type { ReactNode } from 'react';
import { Logo } from '@/components/shell/logo';
import { AppearanceControls } from './appearance-controls';

/** What stands around sign-in, setup and password pages: the logo, one card, language and theme. */
export const AuthShell = ({ children }: { children: ReactNode }) => (
  <div className="relative isolate flex min-h-dvh flex-col overflow-hidden bg-surface">
    <div aria-hidden className="absolute inset-x-0 top-0 -z-10 h-80 bg-linear-to-b from-accent-soft to-transparent" />
    <header className="flex justify-end p-3 sm:p-4"><AppearanceControls /></header>
    <main className="flex flex-1 flex-col items-center justify-center px-4 pt-2 pb-20">
      <div className="mb-6 flex items-center gap-2.5"><Logo className="size-9" /><span className="text-2xl font-semibold tracking-tight">Gantry</span></div>
      <div className="w-full max-w-sm rounded-2xl border border-line bg-surface-raised p-6 shadow-xl shadow-black/5 sm:p-7">{children}</div>
    </main>
  </div>
);
