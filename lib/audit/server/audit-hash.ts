import { createHmac, hkdfSync } from 'node:crypto';
import { config } from '@/lib/platform/server/config';
import type { AuditFields } from '../model/audit-row';
import { canonicalJson } from '../model/canonical-json';

/** Of the console's secret: whoever can write the table alone cannot make a row that fits. */
export const auditKey = () => Buffer.from(hkdfSync('sha256', config.secret, '', 'gantry audit', 32));

export function hashRow(row: AuditFields, prevHash: string, key = auditKey()): string {
  const { chain, seq, id, at, actorKind, actorId, actorName, address, groupPath, action, target, outcome, before, after } = row;
  const covered = { v: 1, chain, seq, id, at: at.toISOString(), actorKind, actorId, actorName, address, groupPath, action, target, outcome, before, after, prevHash };
  return createHmac('sha256', key).update(canonicalJson(covered)).digest('hex');
}
