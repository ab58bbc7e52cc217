'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

/** A terminal inside one container. */
export const TerminalPanel = dynamic(() => import('./terminal-panel-body').then((module) => module.TerminalPanelBody), { ssr: false, loading: () => <Skeleton className="h-[60dvh]" /> });
