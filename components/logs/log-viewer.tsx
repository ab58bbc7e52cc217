'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

/** The log of one container, live. */
export const LogViewer = dynamic(() => import('./log-viewer-body').then((module) => module.LogViewerBody), { ssr: false, loading: () => <Skeleton className="h-[70dvh]" /> });
