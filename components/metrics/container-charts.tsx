'use client';
import dynamic from 'next/dynamic';
import { ChartSkeleton } from './chart-skeleton';

/** CPU, memory, network and disk of one container: the last quarter of an hour, then live. */
export const ContainerCharts = dynamic(() => import('./container-charts-body').then((module) => module.ContainerChartsBody), { ssr: false, loading: () => <ChartSkeleton /> });
