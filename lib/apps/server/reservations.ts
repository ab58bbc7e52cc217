import { findReservations } from './reservation.repo';

/** What each app below a group holds against its quotas. */
export const reservationsBelow = (group: string) => findReservations(group);
