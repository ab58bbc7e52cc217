import { describe, expect, it } from 'vitest';
import { nameFilesOf, serverRequest } from './names-server';

describe('the files of a tenant’s name server', () => {
  it('hold ready instances by both names, and every app as one that nobody else is asked for', () =>
    expect(nameFilesOf([{ path: '/movie-backend/web/front', addresses: [] }, { path: '/movie-backend/hystrix', addresses: ['10.0.0.3', '10.0.0.2'] }])).toEqual({
      hosts: '10.0.0.2 hystrix.movie-backend hystrix.movie-backend.gantry.internal\n10.0.0.3 hystrix.movie-backend hystrix.movie-backend.gantry.internal\n',
      local: 'server=/gantry.internal/\nserver=/front.web.movie-backend/\nserver=/hystrix.movie-backend/\n',
    }));

  it('take no line from a path that is none', () => expect(nameFilesOf([{ path: '/a/b\nserver=/com/10.0.0.1', addresses: ['10.0.0.1'] }])).toEqual(nameFilesOf([])));
});

it('a name server has nothing of its host but the network, and no way to more', () => {
  const { HostConfig: host, Cmd } = serverRequest({ tenant: '/t', networkId: '0123456789abcdef', image: 'i', volume: 'v' });
  expect(host).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'], Mounts: [{ Type: 'volume', Source: 'v', Target: '/names' }] });
  expect(Cmd).toEqual(expect.arrayContaining(['--interface=br-0123456789ab', '--bind-dynamic', '--except-interface=lo', '--user=nobody']));
});
