/** What a hash covers, apart from the hash before it. */
export interface AuditFields {
  chain: string;
  seq: number;
  id: string;
  /** To the millisecond, as the table keeps it. */
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  address: string;
  groupPath: string | null;
  action: string;
  target: string;
  outcome: string;
  before: unknown;
  after: unknown;
}

export interface Link {
  seq: number;
  hash: string;
}

/** Before a chain's first row. */
export const GENESIS: Link = { seq: 0, hash: '' };
