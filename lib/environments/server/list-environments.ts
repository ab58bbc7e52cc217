import type { EnvironmentDto } from '../contract';
import { endpointOf } from './connect';
import { engineMap } from './engines';
import { findEnvironments, type EnvironmentRecord } from './environment.repo';

export function toEnvironmentDto(row: EnvironmentRecord): EnvironmentDto {
  const engine = engineMap().get(row.id);
  return {
    id: row.id, name: row.name, kind: row.kind, endpoint: endpointOf(row.connection), createdAt: row.createdAt.toISOString(),
    status: engine?.status() ?? { kind: 'connecting' }, host: engine?.info() ?? null,
  };
}

export const listEnvironments = async () => ({ items: (await findEnvironments()).map(toEnvironmentDto) });
