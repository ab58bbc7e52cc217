'use client';
import { useSyncExternalStore } from 'react';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { EnvironmentTotal, MetricsLiveEvent } from '../contract';
import { applyMetrics, metricsAt, subscribeMetrics, totalOf } from './metrics-store';

/** The sums of every environment; draws the caller again with every round. */
export function useEnvironmentTotals(): (environmentId: string) => EnvironmentTotal | undefined {
  useLiveEvent<MetricsLiveEvent>('metrics', applyMetrics);
  useSyncExternalStore(subscribeMetrics, metricsAt, () => 0);
  return totalOf;
}
