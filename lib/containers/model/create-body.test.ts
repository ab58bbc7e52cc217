import { describe, expect, it } from 'vitest';
import { buildCreation } from './create-body';
import type { ImageConfig, RawInspect } from './inspect';
import { readSpec } from './read-spec';
import { containerSpec } from '../spec';

const ID = 'a'.repeat(64);
const ANON = 'b'.repeat(64);
const image: ImageConfig = { Env: ['PATH=/bin'], Cmd: ['nginx'], Entrypoint: ['/entry.sh'], Labels: { maker: 'x' }, ExposedPorts: { '80/tcp': {} }, Volumes: { '/anon': {} }, User: 'web', WorkingDir: '/srv' };
const inspect: RawInspect = {
  Id: ID, Name: '/web', Image: 'sha256:1', State: { Status: 'running', Running: true },
  Config: {
    Image: 'nginx:1', Hostname: ID.slice(0, 12), User: 'web', WorkingDir: '/srv', Env: ['DB_PASSWORD=s3cret', 'A=1', 'PATH=/bin'], Cmd: ['nginx'], Entrypoint: ['/entry.sh'],
    Labels: { maker: 'x', team: 'a' }, ExposedPorts: { '80/tcp': {}, '9000/tcp': {} }, Volumes: { '/anon': {} }, Healthcheck: { Test: ['CMD', 'true'] }, StopSignal: 'SIGQUIT',
  },
  HostConfig: {
    NetworkMode: 'front', Binds: ['data:/data:z'], Mounts: [{ Type: 'bind', Source: '/srv', Target: '/srv', ReadOnly: true, BindOptions: { Propagation: 'rslave' } }],
    PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] }, RestartPolicy: { Name: 'always', MaximumRetryCount: 0 }, Memory: 100 << 20, MemorySwap: 200 << 20, NanoCpus: 5e8,
    CapAdd: ['NET_ADMIN'], Devices: [{ PathOnHost: '/dev/fuse' }], Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }], ExtraHosts: ['a:1.2.3.4'], LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } }, Links: ['/db:/web/database'],
  },
  Mounts: [
    { Type: 'volume', Name: 'data', Source: '/v/data', Destination: '/data', RW: true },
    { Type: 'volume', Name: ANON, Source: '/v/x', Destination: '/anon', RW: true },
    { Type: 'bind', Source: '/srv', Destination: '/srv', RW: false },
  ],
  NetworkSettings: {
    Networks: {
      front: { Aliases: [ID.slice(0, 12), 'www'], IPAMConfig: { IPv4Address: '10.1.0.9' }, MacAddress: '02:42', IPAddress: '10.1.0.9' },
      back: { Aliases: ['api', ID.slice(0, 12)], IPAMConfig: null, IPAddress: '10.2.0.3' },
    },
  },
};
const origin = { inspect, image };

describe('the request of an edit', () => {
  const spec = readSpec(inspect, image);

  it('keeps all that the form does not show', () => {
    const { body, otherNetworks } = buildCreation(spec, origin);
    expect(body.HostConfig).toMatchObject({
      CapAdd: ['NET_ADMIN'], Devices: [{ PathOnHost: '/dev/fuse' }], Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }], ExtraHosts: ['a:1.2.3.4'], Links: ['db:database'],
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } }, Memory: 100 << 20, MemorySwap: 200 << 20, NanoCpus: 5e8,
      Binds: ['data:/data:z'], PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
    });
    expect(body.HostConfig.Mounts).toContainEqual({ Type: 'bind', Source: '/srv', Target: '/srv', ReadOnly: true, BindOptions: { Propagation: 'rslave' } });
    expect(body).toMatchObject({ Healthcheck: { Test: ['CMD', 'true'] }, StopSignal: 'SIGQUIT', Labels: { team: 'a' }, ExposedPorts: { '80/tcp': {}, '9000/tcp': {} } });
    expect(body.NetworkingConfig).toEqual({ EndpointsConfig: { front: { IPAMConfig: { IPv4Address: '10.1.0.9' }, Aliases: ['www'] } } });
    expect(otherNetworks).toEqual({ back: { Aliases: ['api'] } });
  });

  it('carries nameless volumes over by their names', () => {
    expect(buildCreation(spec, origin).body.HostConfig.Mounts).toContainEqual({ Type: 'volume', Source: ANON, Target: '/anon', ReadOnly: false });
  });

  it('leaves to another image what came from the image', () => {
    const { body } = buildCreation({ ...spec, image: 'other:1' }, origin);
    for (const key of ['Cmd', 'Entrypoint', 'User', 'WorkingDir', 'Hostname']) expect(body).not.toHaveProperty(key);
    expect(body.Env).toEqual(['DB_PASSWORD=s3cret', 'A=1']);
  });

  it('shows no secret in the form and keeps its value', () => {
    expect(JSON.stringify(spec)).not.toContain('s3cret');
    expect(spec.env[0]).toEqual({ name: 'DB_PASSWORD', kept: true });
  });

  it('keeps the swap rule when memory changes', () => {
    expect(buildCreation({ ...spec, memoryBytes: 300 << 20 }, origin).body.HostConfig).toMatchObject({ Memory: 300 << 20, MemorySwap: 0 });
    const unlimited = { ...origin, inspect: { ...inspect, HostConfig: { ...inspect.HostConfig, MemorySwap: -1 } } };
    expect(buildCreation({ ...spec, memoryBytes: 300 << 20 }, unlimited).body.HostConfig.MemorySwap).toBe(-1);
  });

  it('writes a quota of CPUs one way only', () => {
    const quota = { ...origin, inspect: { ...inspect, HostConfig: { ...inspect.HostConfig, NanoCpus: 0, CpuQuota: 50_000, CpuPeriod: 100_000 } } };
    expect(readSpec(quota.inspect, image).cpus).toBe(0.5);
    expect(buildCreation({ ...spec, cpus: 0.5 }, quota).body.HostConfig).toMatchObject({ NanoCpus: 0, CpuQuota: 50_000 });
    expect(buildCreation({ ...spec, cpus: 1 }, quota).body.HostConfig).toMatchObject({ NanoCpus: 1e9, CpuQuota: 0, CpuPeriod: 0 });
  });

  it('moves to another network and keeps the rest', () => {
    const { body, otherNetworks } = buildCreation({ ...spec, network: 'bridge' }, origin);
    expect(body.NetworkingConfig).toEqual({ EndpointsConfig: { bridge: {} } });
    expect(Object.keys(otherNetworks)).toEqual(['back']);
    expect(buildCreation({ ...spec, network: 'host' }, origin)).toMatchObject({ otherNetworks: {}, body: { HostConfig: { NetworkMode: 'host' } } });
  });

  it('is plain for a new container', () => {
    const { body } = buildCreation(containerSpec.parse({ name: 'a', image: 'b', ports: [{ containerPort: 80, hostPort: 81 }], mounts: [{ type: 'tmpfs', target: '/t' }] }));
    expect(body).toMatchObject({ Image: 'b', ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '81' }] }, Tmpfs: { '/t': '' } } });
    expect(body).not.toHaveProperty('Cmd');
  });
});
