import { describe, expect, it } from 'vitest';
import { blockV1, blockV2, cpuNanosV2, memoryV1, memoryV2, parseNetDev, parseProcCgroup, readKey } from './parse-cgroup';

describe('cgroup v1', () => {
  it('finds each controller, also where two share a line', () => {
    const paths = parseProcCgroup('4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n1:name=systemd:/x:y\n0::/\n');
    expect(paths.get('memory')).toBe('/docker/abc');
    expect(paths.get('cpuacct')).toBe('/docker/abc');
    expect(paths.get('name=systemd')).toBe('/x:y');
    expect(paths.get('')).toBe('/');
  });

  it('leaves the droppable file cache out, as docker stats does', () => {
    const stat = 'cache 500\ninactive_file 1\nhierarchical_memory_limit 8388608\ntotal_inactive_file 400\n';
    expect(memoryV1('1000\n', stat)).toEqual({ memoryBytes: 600, limitBytes: 8_388_608 });
    expect(memoryV1('300\n', stat).memoryBytes).toBe(300);
  });

  it('sums reads and writes over the disks', () => {
    expect(blockV1('8:0 Read 100\n8:0 Write 20\n8:0 Total 120\n8:16 Read 1\nTotal 121\n')).toEqual({ read: 101, write: 20 });
  });
});

describe('cgroup v2', () => {
  it('reads CPU, memory and disks', () => {
    expect(cpuNanosV2('usage_usec 1500\nuser_usec 1000\n')).toBe(1_500_000);
    expect(memoryV2('1000\n', 'anon 1\ninactive_file 250\n', 'max\n')).toEqual({ memoryBytes: 750, limitBytes: 0 });
    expect(memoryV2('1000\n', '', '4096\n')).toEqual({ memoryBytes: 1000, limitBytes: 4096 });
    expect(blockV2('8:0 rbytes=10 wbytes=2 rios=1 wios=1 dbytes=7 dios=0\n8:16 rbytes=5 wbytes=0\n')).toEqual({ read: 15, write: 2 });
  });
});

it('a key is matched whole', () => {
  expect(readKey('total_inactive_file 9\ninactive_file 4', 'inactive_file')).toBe(4);
  expect(readKey('inactive_file 4', 'file')).toBeUndefined();
});

it('traffic is that of every interface but the loopback', () => {
  const text = 'Inter-| Receive | Transmit\n face |bytes\n    lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0\n  eth0: 100 1 0 0 0 0 0 0 7 1 0 0 0 0 0 0\n  eth1:1 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0\n';
  expect(parseNetDev(text)).toEqual({ rx: 101, tx: 9 });
});
