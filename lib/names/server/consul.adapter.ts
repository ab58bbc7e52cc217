import { z } from 'zod';
import type { SettingsOf } from '../contract';
import { namesErrors } from '../errors';
import type { Opening, Publisher } from './publisher';
import { baseOf, reasonIn, requestJson } from './request-json';

const node = z.object({ Node: z.object({ Meta: z.record(z.string(), z.string()).nullish() }) }).nullable();
const OWNER = 'gantry-owner';
const NOWHERE = '127.0.0.1';

/**
 * By the catalog, under a node of our own: an agent's services are that agent's, go with it, and what the catalog holds
 * of its node without it knowing is taken away by its anti-entropy. `external-node` is Consul's word for a node without one.
 */
export function openConsul(settings: SettingsOf<'consul'>, { owner, secret }: Opening): Publisher {
  const base = baseOf(settings.url);
  const server = new URL(settings.url).host;
  const where = settings.datacenter ? `?dc=${encodeURIComponent(settings.datacenter)}` : '';
  const place = { Node: settings.node, ...(settings.datacenter && { Datacenter: settings.datacenter }) };
  let checked: Promise<void> | undefined;

  async function call(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<string> {
    const { status, text } = await requestJson({ method, url: `${base}/v1/${path}`, ...(body !== undefined && { body }), ...(secret && { headers: { 'x-consul-token': secret } }), ...(settings.ca && { ca: settings.ca }) });
    if (status === 401 || status === 403) throw namesErrors('not_authorised', { server, reason: reasonIn(text) });
    if (status !== 200) throw namesErrors('server_refused', { server, reason: `${status} ${reasonIn(text)}` });
    return text;
  }

  /** A node of that name that somebody else registered is not ours to fill. */
  async function checkNode(): Promise<void> {
    const text = await call('GET', `catalog/node/${encodeURIComponent(settings.node)}${where}`);
    let parsed;
    try {
      parsed = node.safeParse(JSON.parse(text));
    } catch {
      throw namesErrors('answer_unreadable', { server });
    }
    if (!parsed.success) throw namesErrors('answer_unreadable', { server });
    if (parsed.data && parsed.data.Node.Meta?.[OWNER] !== owner) throw namesErrors('node_foreign', { server, node: settings.node });
  }
  const ours = () => (checked ??= checkNode());

  return {
    async put(id, [value = '{}']) {
      await ours();
      const service = JSON.parse(value) as { Service: string };
      await call('PUT', 'catalog/register', {
        ...place, Address: settings.addresses[0] ?? NOWHERE, NodeMeta: { 'external-node': 'true', [OWNER]: owner }, Service: service,
        Check: { Node: settings.node, CheckID: `service:${id}`, Name: 'Ready in Gantry', Status: 'passing', ServiceID: id },
      });
      return 'out';
    },
    async withdraw(id) {
      await ours();
      await call('PUT', 'catalog/deregister', { ...place, ServiceID: id });
    },
    test: ours,
  };
}
