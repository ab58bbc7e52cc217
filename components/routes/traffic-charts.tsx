'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

/** Requests, errors and time to the answer over the last minutes. */
export const TrafficCharts = dynamic(() => import('./traffic-charts-body').then((module) => module.TrafficChartsBody), { ssr: false, loading: () => <Skeleton className="h-56 rounded-xl" /> });
