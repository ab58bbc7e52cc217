import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';

export interface AuditEntry {
  actorKind: string;
  actorId: string | null;
  actorName: string;
  address: string;
  /** `METHOD /path` of the endpoint, or a verb such as `sign-in`. */
  action: string;
  target: string;
  /** `ok` or the error code. */
  outcome: string;
  before?: unknown;
  after?: unknown;
}

export async function recordAudit({ before, after, ...entry }: AuditEntry): Promise<void> {
  const json = (value: unknown) => (value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue));
  await db().auditEvent.create({ data: { ...entry, before: json(before), after: json(after) } });
}
