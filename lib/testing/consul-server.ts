import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** `PUT /v1/catalog/register` as Consul documents it; a field that it does not know is refused. */
const register = z.strictObject({
  ID: z.string().optional(), Node: z.string().min(1), Address: z.string().min(1), Datacenter: z.string().optional(), TaggedAddresses: z.record(z.string(), z.string()).optional(), NodeMeta: z.record(z.string(), z.string()).optional(), SkipNodeUpdate: z.boolean().optional(),
  Service: z.strictObject({ ID: z.string(), Service: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/), Tags: z.array(z.string()).optional(), Meta: z.record(z.string().regex(/^[A-Za-z0-9_-]{1,128}$/), z.string().max(512)).optional(), Address: z.string().optional(), Port: z.int().min(0).max(65_535).optional() }),
  Check: z.strictObject({ Node: z.string(), CheckID: z.string(), Name: z.string(), Notes: z.string().optional(), Status: z.enum(['passing', 'warning', 'critical']), ServiceID: z.string() }).optional(),
});
const deregister = z.strictObject({ Node: z.string().min(1), Datacenter: z.string().optional(), ServiceID: z.string().optional(), CheckID: z.string().optional() });

type Node = { Address: string; Meta: Record<string, string>; Services: Record<string, z.infer<typeof register>['Service']> };

/** Debian has no Consul: a catalog that takes exactly the requests that Consul's API documents, and keeps what they say. */
export async function startConsul(token: string) {
  const nodes = new Map<string, Node>();
  const problems: string[] = [];
  const server = http.createServer(async (request, response) => {
    const answer = (status: number, body: string, type = 'application/json') => response.writeHead(status, { 'content-type': type }).end(body);
    try {
      const url = new URL(request.url!, 'http://consul');
      if (request.headers['x-consul-token'] !== token) return answer(403, 'Permission denied: token with AccessorID lacks permission', 'text/plain');
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const node = /^\/v1\/catalog\/node\/([^/]+)$/.exec(url.pathname)?.[1];
      if (request.method === 'GET' && node) {
        const found = nodes.get(decodeURIComponent(node));
        return answer(200, JSON.stringify(found ? { Node: { Node: node, Address: found.Address, Meta: found.Meta }, Services: found.Services } : null));
      }
      if (request.method === 'PUT' && url.pathname === '/v1/catalog/register') {
        const { Node: name, Address, NodeMeta, Service } = register.parse(JSON.parse(text));
        const known = nodes.get(name);
        nodes.set(name, { Address, Meta: NodeMeta ?? {}, Services: { ...known?.Services, [Service.ID]: Service } });
        return answer(200, 'true');
      }
      if (request.method === 'PUT' && url.pathname === '/v1/catalog/deregister') {
        const { Node: name, ServiceID } = deregister.parse(JSON.parse(text));
        if (ServiceID) delete nodes.get(name)?.Services[ServiceID];
        else nodes.delete(name);
        return answer(200, 'true');
      }
      problems.push(`${request.method} ${request.url}`);
      return answer(404, 'Invalid URL path', 'text/plain');
    } catch (error) {
      problems.push(String(error));
      return answer(400, `Request decode failed: ${String(error)}`, 'text/plain');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, nodes, problems, stop: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
}
