import type { Scope } from './scope';

const told = ({ held }: Pick<Scope, 'held'>) => held.map(({ role, group, permissions }) => `${group} ${role} ${[...permissions].sort().join(' ')}`).sort().join('\n');

/** Whether somebody holds just what they held; of what outlives a request. */
export const sameAccess = (before: Pick<Scope, 'held'>, now: Pick<Scope, 'held'>): boolean => told(before) === told(now);
