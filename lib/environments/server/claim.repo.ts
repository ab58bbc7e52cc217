import { db } from '@/lib/platform/server/db';

interface ClaimKey {
  environmentId: string;
  kind: string;
  name: string;
}

export const findClaims = () => db().claim.findMany({ orderBy: { createdAt: 'asc' } });

/**
 * One tenant has a thing, however many of its groups use it. False: another tenant has it, also when both ask at once.
 */
export async function addClaim({ environmentId, kind, name }: ClaimKey, groupPath: string, tenant: string, createdBy: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`claim ${environmentId} ${kind} ${name}`}))`;
    const others = await tx.claim.count({ where: { environmentId, kind, name, NOT: { OR: [{ groupPath: tenant }, { groupPath: { startsWith: `${tenant}/` } }] } } });
    if (others > 0) return false;
    await tx.claim.createMany({ data: [{ environmentId, kind, name, groupPath, createdBy }], skipDuplicates: true });
    return true;
  });
}

/** What many tenants may have at once: an image that each of them pulled for itself. */
export const addSharedClaim = (key: ClaimKey, groupPath: string, createdBy: string) => db().claim.createMany({ data: [{ ...key, groupPath, createdBy }], skipDuplicates: true });

export const removeClaims = (key: ClaimKey) => db().claim.deleteMany({ where: key });
