import { findApps, placedSpecOf, type AppRow } from './app.repo';
import { observeApp } from './observe-app';

export interface AppEndpoints {
  appId: string;
  path: string;
  environmentId: string;
  instances: { id: string; containerId: string; network: string | null; address: string | null; ready: boolean; ports: { name: string | undefined; containerPort: number; hostPort: number | undefined; protocol: string }[] }[];
}

/** Where the instances of every app are reached now; those kept warm for a switch back are left out. */
export const listEndpoints = async (): Promise<AppEndpoints[]> => (await findApps()).map(endpointsOf);

function endpointsOf(app: AppRow): AppEndpoints {
  const { engine, observed } = observeApp(app);
  const rows = new Map(app.instances.map((row) => [row.id, row]));
  const instances = observed.flatMap(({ id, readiness }) => {
    const row = rows.get(id)!;
    const container = row.containerId ? engine?.inventory.container(row.containerId) : undefined;
    if (readiness === 'missing' || !container) return [];
    const spec = placedSpecOf(app, row.versionNumber);
    const [network] = spec.networks;
    const address = (network && container.addresses.find((one) => one.network === network.name)) ?? container.addresses[0];
    const ports = spec.ports.map(({ name, containerPort, protocol }) => ({ name, containerPort, protocol, hostPort: container.ports.find((port) => port.containerPort === containerPort && port.protocol === protocol)?.hostPort }));
    return [{ id, containerId: container.id, network: address?.network ?? null, address: address?.address || null, ready: readiness === 'ready' && container.state === 'running', ports }];
  });
  return { appId: app.id, path: app.path, environmentId: app.environmentId, instances };
}
