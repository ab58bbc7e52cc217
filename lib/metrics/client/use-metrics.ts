'use client';
import { useSyncExternalStore } from 'react';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { EnvironmentTotal, MetricsLiveEvent } from '../contract';
import { allLatest, applyMetrics, latestOf, metricsAt, subscribeMetrics, totalOf, type LatestMetrics } from './metrics-store';

const nothing = () => undefined;

/** Latest figures of one running container; undefined while none are known. Only this caller is drawn again. */
export function useContainerMetrics(containerId: string): LatestMetrics | undefined {
  useLiveEvent<MetricsLiveEvent>('metrics', applyMetrics);
  return useSyncExternalStore(subscribeMetrics, () => latestOf(containerId), nothing);
}

/** Sum over the running containers of an environment, with what its host has. */
export function useEnvironmentMetrics(environmentId: string): EnvironmentTotal | undefined {
  useLiveEvent<MetricsLiveEvent>('metrics', applyMetrics);
  return useSyncExternalStore(subscribeMetrics, () => totalOf(environmentId), nothing);
}

/** Everything at once, for sorting; draws the caller again with every round. Cells take {@link useContainerMetrics}. */
export function useMetrics(): ReadonlyMap<string, LatestMetrics> {
  useLiveEvent<MetricsLiveEvent>('metrics', applyMetrics);
  useSyncExternalStore(subscribeMetrics, metricsAt, () => 0);
  return allLatest();
}
