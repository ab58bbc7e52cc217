/** What there is of an app now, as far as names are concerned. */
export interface FeedApp {
  appId: string;
  /** `/group/name` */
  path: string;
  /** Host names whose traffic a proxy sends to it; may begin with `*.`. */
  hosts: readonly string[];
  instances: readonly FeedInstance[];
}

export interface FeedInstance {
  id: string;
  /** Of the container in its own network; null where it has none. */
  address: string | null;
  ports: readonly { name?: string | undefined; containerPort: number; hostPort?: number | undefined; protocol: string }[];
  ready: boolean;
}

/** One name that is to be out. What the key and the values mean is its publisher's. */
export interface WantedName {
  key: string;
  appPath: string;
  values: readonly string[];
}
