import { useSyncExternalStore } from 'react';

const neverChanges = () => () => {};

/** False in the server's page and until the browser has taken it over. A form that is sent earlier would be sent by the browser itself. */
export const useHydrated = () => useSyncExternalStore(neverChanges, () => true, () => false);
