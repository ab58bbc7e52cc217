'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Permission } from '@/lib/platform/endpoint';
import { callApi } from '@/lib/platform/client/call-api';
import type { createRole, createTeam, deleteRole, deleteTeam, listRoles, listTeams, showMatrix, updateRole, updateTeam } from '../contract';

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: async ({ signal }) => (await callApi<typeof listRoles>({ method: 'GET', path: '/api/v1/roles', signal })).items });
export const useMatrix = () => useQuery({ queryKey: ['access-matrix'], staleTime: Infinity, queryFn: ({ signal }) => callApi<typeof showMatrix>({ method: 'GET', path: '/api/v1/access-matrix', signal }) });

export interface RoleInput {
  name: string;
  description: string;
  permissions: Permission[];
}
export function useRoleActions() {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: ['roles'] });
  return {
    create: useMutation({ mutationFn: (body: RoleInput) => callApi<typeof createRole>({ method: 'POST', path: '/api/v1/roles', body }), onSettled }),
    update: useMutation({ mutationFn: ({ name, ...body }: RoleInput) => callApi<typeof updateRole>({ method: 'PUT', path: '/api/v1/roles/[name]', params: { name }, body }), onSettled }),
    remove: useMutation({ mutationFn: (name: string) => callApi<typeof deleteRole>({ method: 'DELETE', path: '/api/v1/roles/[name]', params: { name } }), onSettled }),
  };
}

export const useTeams = () => useQuery({ queryKey: ['teams'], queryFn: async ({ signal }) => (await callApi<typeof listTeams>({ method: 'GET', path: '/api/v1/teams', signal })).items });
export interface TeamInput {
  name: string;
  members: string[];
}
export function useTeamActions() {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: ['teams'] });
  return {
    create: useMutation({ mutationFn: (body: TeamInput) => callApi<typeof createTeam>({ method: 'POST', path: '/api/v1/teams', body }), onSettled }),
    update: useMutation({ mutationFn: ({ id, ...body }: TeamInput & { id: string }) => callApi<typeof updateTeam>({ method: 'PUT', path: '/api/v1/teams/[id]', params: { id }, body }), onSettled }),
    remove: useMutation({ mutationFn: (id: string) => callApi<typeof deleteTeam>({ method: 'DELETE', path: '/api/v1/teams/[id]', params: { id } }), onSettled }),
  };
}
