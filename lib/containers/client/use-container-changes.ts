'use client';
import { useQueryClient } from '@tanstack/react-query';
import { callApi, type CallOptions } from '@/lib/platform/client/call-api';
import type { Endpoint } from '@/lib/platform/endpoint';
import type { commitContainer, createContainer, joinNetwork, leaveNetwork, renameContainer, replaceContainer, revealEnv, updateLimits } from '../contract';
import { containerKey, type Place } from './container-key';

type Body<E extends Endpoint> = CallOptions<E>['body'];
const ONE = '/api/v1/environments/[environmentId]/containers/[containerId]' as const;

/** What one can do to a container besides starting and stopping it. Each call throws an `ApiError` with a sentence. */
export function useContainerChanges(place: Place) {
  const cache = useQueryClient();
  const fresh = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work;
    await cache.invalidateQueries({ queryKey: containerKey(place) });
    return answer;
  };
  return {
    rename: (name: string) => fresh(callApi<typeof renameContainer>({ method: 'POST', path: `${ONE}/rename`, params: place, body: { name } })),
    commit: (body: Body<typeof commitContainer>) => callApi<typeof commitContainer>({ method: 'POST', path: `${ONE}/commit`, params: place, body }),
    setLimits: (body: Body<typeof updateLimits>) => fresh(callApi<typeof updateLimits>({ method: 'PATCH', path: `${ONE}/limits`, params: place, body })),
    join: (body: Body<typeof joinNetwork>) => fresh(callApi<typeof joinNetwork>({ method: 'POST', path: `${ONE}/networks`, params: place, body })),
    leave: (networkId: string) => fresh(callApi<typeof leaveNetwork>({ method: 'DELETE', path: `${ONE}/networks/[networkId]`, params: { ...place, networkId } } as CallOptions<typeof leaveNetwork>)),
    reveal: () => callApi<typeof revealEnv>({ method: 'POST', path: `${ONE}/env/reveal`, params: place } as CallOptions<typeof revealEnv>),
    replace: (body: Body<typeof replaceContainer>) => fresh(callApi<typeof replaceContainer>({ method: 'POST', path: `${ONE}/replace`, params: place, body })),
    create: (body: Body<typeof createContainer>) => callApi<typeof createContainer>({ method: 'POST', path: '/api/v1/environments/[environmentId]/containers', params: { environmentId: place.environmentId }, body }),
  };
}
