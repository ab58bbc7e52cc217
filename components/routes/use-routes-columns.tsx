'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import type { Column } from '@/components/ui/virtual-table';
import type { RouteDto } from '@/lib/routes/contract';
import { InstanceDots } from './instance-dots';
import { RouteAddress } from './route-address';
import { RouteStateBadge } from './route-state';
import { ErrorsCell, LatencyCell, RequestsCell, TrafficLine } from './traffic-cells';
import { useReason } from './use-reason';

/** The environment is told only where there are several. */
export function useRoutesColumns(environments: boolean): Column<RouteDto>[] {
  const t = useTranslations('routes.list');
  return useMemo(
    () => ([
      { id: 'address', header: t('address'), width: '2.6fr', sortable: true, cell: (route) => <RouteAddress route={route} /> },
      { id: 'state', header: t('state'), width: '7.25rem', sortable: true, cell: (route) => <StateCell route={route} /> },
      { id: 'instances', header: t('instances'), width: '8rem', sortable: true, hideBelow: 'sm', cell: (route) => <InstanceDots instances={route.instances} /> },
      { id: 'app', header: t('app'), width: '1fr', sortable: true, hideBelow: 'md', cell: ({ appId, appPath }) => <Link prefetch={false} className="text-accent hover:underline" href={`/applications/${appId}`} title={appPath}>{appPath}</Link> },
      { id: 'environment', header: t('environment'), width: '7rem', sortable: true, hideBelow: 'xl', cell: ({ environment }) => <span title={environment}>{environment}</span> },
      { id: 'requests', header: t('requests'), width: '4.5rem', sortable: true, align: 'end', hideBelow: 'md', cell: (route) => <RequestsCell route={route} /> },
      { id: 'errors', header: t('errors'), width: '4.5rem', sortable: true, align: 'end', hideBelow: 'md', cell: (route) => <ErrorsCell route={route} /> },
      { id: 'latency', header: t('latency'), width: '11.5rem', sortable: true, align: 'end', hideBelow: 'lg', cell: (route) => <LatencyCell route={route} /> },
      { id: 'traffic', header: t('traffic'), width: '7.5rem', hideBelow: 'lg', cell: (route) => <TrafficLine route={route} /> },
    ] satisfies Column<RouteDto>[]).filter(({ id }) => id !== 'environment' || environments),
    [t, environments],
  );
}

function StateCell({ route }: { route: RouteDto }) {
  const reason = useReason()(route);
  return <span title={reason ?? undefined}><RouteStateBadge state={route.state} /></span>;
}
