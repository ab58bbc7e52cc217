/**
 * `keepAlive`: short requests, one after the other on the same connections. `fresh`: short requests on a connection each.
 * `slow`: answered after two seconds. `upload`: a body in pieces. `webSocket`: an echo every 100 ms, for some seconds.
 */
export type Kind = 'keepAlive' | 'fresh' | 'slow' | 'upload' | 'webSocket';

/** Requests begun a second; of WebSockets how many are open at a time. */
export type Rates = Partial<Record<Kind, number>>;

/** Little enough for two cores that do other work as well. */
export const USUAL_RATES: Rates = { keepAlive: 80, fresh: 40, slow: 10, upload: 1, webSocket: 12 };
