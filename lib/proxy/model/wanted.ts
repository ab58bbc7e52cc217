import type { AppRoute } from '../spec';

/** An instance as the proxy knows it. */
export interface Upstream {
  /** `<version>_<instance id>`: also what a browser's cookies say. */
  name: string;
  instanceId: string;
  address: string;
  port: number;
  /** 0 to 256, among the upstreams of its pool. */
  weight: number;
}

/** Of a route between two versions: who answers a browser that comes from a page of one of them. */
export interface Sides {
  /** A request with this header goes to the new version. */
  header?: { name: string; value: string };
  /** What a browser keeps of the version that its page came from. */
  keep: 'assets' | 'session' | 'off';
  newVersion: number;
  new: Upstream[];
  oldVersion: number | null;
  old: Upstream[];
}

/** What the proxy is to do with one host and path, or one port. */
export interface WantedRoute {
  /** Short, stable, fit for a name in the proxy's configuration. */
  id: string;
  appId: string;
  appPath: string;
  /** Absent on plain TCP. */
  host: string | null;
  options: AppRoute;
  /** HMAC of each `user:password`, see `authKey`. */
  credentials: string[];
  pool: Upstream[];
  /** Null where one version answers at a time. */
  sides: Sides | null;
}

export interface WantedProxy {
  environmentId: string;
  routes: WantedRoute[];
}
