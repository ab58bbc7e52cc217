import type { z } from 'zod';
import type { Scope } from '@/lib/access/model/scope';
import { findRoutedApps } from '@/lib/apps/server/routed-apps';
import { engineById } from '@/lib/environments/server/engines';
import { LogParser } from '@/lib/logs/model/log-parser';
import { matchesSearch } from '@/lib/platform/model/list-query';
import { proxyState } from '@/lib/proxy/server/proxy-state';
import type { AccessLogLine, getAccessLog as contract } from '../contract';
import { parseAccessLine } from '../model/access-line';

/** The proxy writes for all apps into one log; so far back it is looked. */
const SCANNED = 20_000;

/** The latest requests to an app, newest first; of those that the proxy's log still holds. */
export async function getAccessLog(scope: Scope, appId: string, { lines, status, search }: z.output<NonNullable<(typeof contract)['query']>>): Promise<{ items: AccessLogLine[]; scanned: number }> {
  const [app] = await findRoutedApps(scope, appId);
  const containerId = app && proxyState(app.environmentId).containerId;
  if (!containerId) return { items: [], scanned: 0 };
  const raw = await engineById(app.environmentId).call((docker) => docker.getContainer(containerId).logs({ stdout: true, stderr: false, tail: SCANNED, follow: false }));
  const ids = new Set(app.routes.map(({ id }) => id));
  const names = new Map(app.instances.map(({ id, name }) => [id, name]));
  const found: AccessLogLine[] = [];
  let scanned = 0;
  const parser = new LogParser(false, {
    accepts: () => true, skipped: () => {},
    line: ({ text }) => {
      scanned++;
      // Most lines are of others: a look at the text spares their parsing.
      const line = [...ids].some((id) => text.includes(id)) ? parseAccessLine(text) : null;
      if (!line || !ids.has(line.routeId)) return;
      const { instanceId, ...rest } = line;
      const isWanted = (!status || String(line.status).startsWith(status[0]!)) && matchesSearch(`${line.method} ${line.host}${line.url} ${line.status} ${line.address} ${line.userAgent}`, search);
      if (isWanted) found.push({ ...rest, instance: names.get(instanceId) ?? instanceId });
    },
  });
  parser.push(Buffer.from(raw as unknown as Buffer));
  parser.end();
  return { items: found.slice(-lines).reverse(), scanned };
}
