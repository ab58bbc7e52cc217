import { may, maySee, type Scope } from '@/lib/access/model/scope';
import { isWithin } from '@/lib/access/model/paths';
import { reservationsBelow } from '@/lib/apps/server/reservations';
import { appsByContainer } from '@/lib/environments/server/app-of-container';
import { groupsAbove, parentGroup } from '@/lib/groups/model/ancestors';
import { madeGroups } from '@/lib/groups/server/made-groups';
import { allQuotas, instanceLimits } from '@/lib/groups/server/quotas';
import { countGrantsBelow } from '@/lib/members/server/group-grants';
import { latestSamples } from '@/lib/metrics/server/list-metrics';
import type { CockpitDto, TenantDto } from '../contract';
import { idlest, rowsBelow, sumOf, type AppShare } from '../model/cockpit';

const MIB = 1024 * 1024;

/** What each app below a group holds, and what its containers really took when they were measured last. */
async function sharesBelow(group: string): Promise<AppShare[]> {
  const used = new Map<string, { cpus: number; mem: number }>();
  for (const [containerId, [cpuPercent, memoryBytes]] of latestSamples()) {
    const app = appsByContainer().get(containerId);
    if (!app) continue;
    const sum = used.get(app.id) ?? { cpus: 0, mem: 0 };
    used.set(app.id, { cpus: sum.cpus + cpuPercent / 100, mem: sum.mem + memoryBytes / MIB });
  }
  return (await reservationsBelow(group)).map(({ id, path, amounts }) => ({ id, path, reserved: amounts, used: used.get(id) ?? null }));
}

export async function getCockpit(scope: Scope, group: string): Promise<CockpitDto> {
  const [apps, quotas, made] = await Promise.all([sharesBelow(group), allQuotas(), madeGroups()]);
  const limitsOf = (path: string) => quotas.find((quota) => quota.group === path)?.limits ?? null;
  const above = group === '/' ? [] : groupsAbove(group).filter((path) => limitsOf(path) && may(scope, 'quota:view', path));
  const { defaultCpus, defaultMem } = await instanceLimits(group === '/' ? '/app' : `${group}/app`);
  const known = [...made.map(({ path }) => path), ...quotas.map((quota) => quota.group)];
  return {
    group, quota: quotas.find((quota) => quota.group === group) ?? null, ...sumOf(apps),
    above: await Promise.all(above.map(async (path) => ({ group: path, limits: limitsOf(path)!, reserved: sumOf(await sharesBelow(path)).reserved }))),
    rows: rowsBelow(group, apps, known).map((row) => ({ ...row, limits: row.kind === 'group' ? limitsOf(row.path) : null })),
    idle: idlest(apps), defaults: { cpus: defaultCpus, mem: defaultMem },
    maySet: may(scope, 'quota:set', parentGroup(group) ?? '/'), mayAsk: may(scope, 'quota:set', group) && !may(scope, 'quota:set', parentGroup(group) ?? '/'),
  };
}

export async function listTenants(scope: Scope): Promise<{ items: TenantDto[] }> {
  const [apps, quotas, made, grants] = await Promise.all([sharesBelow('/'), allQuotas(), madeGroups(), countGrantsBelow()]);
  const first = (path: string) => `/${path.split('/')[1]}`;
  const names = new Set([...apps.map(({ path }) => path).filter((path) => path.split('/').length > 2).map(first), ...made.map(({ path }) => first(path)), ...quotas.filter(({ group }) => group !== '/').map(({ group }) => first(group)), ...[...grants.keys()].filter((group) => group !== '/').map(first)]);
  const items = [...names].filter((path) => maySee(scope, path)).sort().map((path) => {
    const own = apps.filter((app) => isWithin(path, app.path) && may(scope, 'app:view', app.path));
    return {
      path, description: made.find((one) => one.path === path)?.description ?? '', apps: own.length, grants: [...grants].filter(([group]) => isWithin(path, group) && may(scope, 'quota:view', group)).reduce((sum, [, count]) => sum + count, 0),
      quota: may(scope, 'quota:view', path) ? (quotas.find(({ group }) => group === path) ?? null) : null, reserved: sumOf(own).reserved,
    };
  });
  return { items };
}
