import { may, type Scope } from '@/lib/access/model/scope';
import { requireOn, type Located } from '@/lib/access/server/admit';
import { parentGroup } from '@/lib/groups/model/ancestors';
import type { Limits } from '@/lib/groups/model/quota';
import { allQuotas, putQuota } from '@/lib/groups/server/quotas';
import type { QuotaRequestDto } from '../contract';
import { tenantErrors } from '../errors';
import { createRequest, decideRequest, findRequest, findRequests, reopenRequest, type QuotaRequestRow } from './quota-request.repo';

export const locateQuotaRequest = async (id: string): Promise<readonly Located[]> => [(await findRequest(id))?.groupPath];
const mayDecide = (scope: Scope, group: string) => may(scope, 'quota:set', parentGroup(group) ?? '/');

export async function listQuotaRequests(scope: Scope): Promise<{ items: QuotaRequestDto[] }> {
  return { items: (await findRequests()).filter(({ groupPath }) => may(scope, 'quota:view', groupPath)).map((row) => toDto(scope, row)) };
}

export async function askQuota(scope: Scope, { group, limits, reason }: { group: string; limits: Limits; reason: string }): Promise<QuotaRequestDto> {
  const { cpus, mem, disk, instances } = limits;
  return toDto(scope, await createRequest({ groupPath: group, cpus, memMib: mem, diskMib: disk, instances, reason, askedBy: scope.actor.name, askedById: scope.actor.userId ?? null }));
}

async function needWaiting(scope: Scope, id: string): Promise<QuotaRequestRow> {
  const row = await findRequest(id);
  if (!row) throw tenantErrors('request_not_found', { id });
  requireOn(scope, 'quota:set', parentGroup(row.groupPath) ?? '/');
  if (row.status !== 'waiting') throw tenantErrors('request_not_waiting', { status: row.status });
  return row;
}

export async function grantQuota(scope: Scope, id: string, word: string): Promise<QuotaRequestDto> {
  const row = await needWaiting(scope, id);
  if (!(await decideRequest(id, 'granted', scope.actor.name, word, new Date()))) throw tenantErrors('request_not_waiting', { status: 'granted' });
  const current = (await allQuotas()).find(({ group }) => group === row.groupPath);
  try {
    await putQuota(scope, { group: row.groupPath, limits: limitsOf(row), instance: current?.instance ?? { defaultCpus: null, defaultMem: null, maxCpus: null, maxMem: null, maxDisk: null } });
  } catch (error) {
    await reopenRequest(id);
    throw error;
  }
  return toDto(scope, (await findRequest(id))!);
}

export async function refuseQuota(scope: Scope, id: string, word: string): Promise<QuotaRequestDto> {
  await needWaiting(scope, id);
  if (!(await decideRequest(id, 'refused', scope.actor.name, word, new Date()))) throw tenantErrors('request_not_waiting', { status: 'refused' });
  return toDto(scope, (await findRequest(id))!);
}

const limitsOf = ({ cpus, memMib, diskMib, instances }: QuotaRequestRow): Limits => ({ cpus, mem: memMib, disk: diskMib, instances });

const toDto = (scope: Scope, row: QuotaRequestRow): QuotaRequestDto => ({
  id: row.id, group: row.groupPath, limits: limitsOf(row), reason: row.reason, status: row.status as QuotaRequestDto['status'], askedBy: row.askedBy, askedAt: row.askedAt.toISOString(),
  decidedBy: row.decidedBy, decidedAt: row.decidedAt?.toISOString() ?? null, word: row.word, mayDecide: row.status === 'waiting' && mayDecide(scope, row.groupPath),
});
