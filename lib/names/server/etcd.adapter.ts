import { z } from 'zod';
import type { SettingsOf } from '../contract';
import { namesErrors } from '../errors';
import type { Opening, Publisher } from './publisher';
import { baseOf, reasonIn, requestJson } from './request-json';

const b64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const kv = z.object({ value: z.string().optional(), mod_revision: z.string() });
const range = z.object({ kvs: z.array(kv).optional() });
const txn = z.object({ succeeded: z.boolean().optional(), responses: z.array(z.object({ response_range: range.optional() })).optional() });
const AGAIN = 3;

/** By etcd 3's JSON gateway. No lease: names outlive a console that is down, and are withdrawn by the next. */
export function openEtcd(settings: SettingsOf<'etcd'>, { owner, secret }: Opening): Publisher {
  const base = baseOf(settings.url);
  const server = new URL(settings.url).host;
  let token: Promise<string> | undefined;

  async function post(path: string, body: unknown, authorization?: string): Promise<unknown> {
    const { status, text } = await requestJson({ method: 'POST', url: `${base}/v3/${path}`, body, ...(authorization && { headers: { authorization } }), ...(settings.ca && { ca: settings.ca }) });
    if (status === 401 || status === 403 || /permission denied|user name is empty|authentication failed|invalid auth token|authentication is not enabled/i.test(text.slice(0, 500))) throw namesErrors('not_authorised', { server, reason: reasonIn(text) });
    if (status !== 200) throw namesErrors('server_refused', { server, reason: `${status} ${reasonIn(text)}` });
    try {
      return JSON.parse(text);
    } catch {
      throw namesErrors('answer_unreadable', { server });
    }
  }
  const signIn = async () => z.object({ token: z.string() }).parse(await post('auth/authenticate', { name: settings.username, password: secret })).token;
  const call = async (path: string, body: unknown) => post(path, body, settings.username ? await (token ??= signIn()) : undefined);
  const read = async <T>(schema: z.ZodType<T>, path: string, body: unknown): Promise<T> => {
    const parsed = schema.safeParse(await call(path, body));
    if (!parsed.success) throw namesErrors('answer_unreadable', { server });
    return parsed.data;
  };
  const isOurs = (value: string) => {
    try {
      return (JSON.parse(value) as { gantry?: unknown }).gantry === owner;
    } catch {
      return false;
    }
  };
  const unchanged = (key: string, revision: string) => ({ key: b64(key), target: 'MOD', result: 'EQUAL', modRevision: revision });
  async function find(key: string) {
    const [found] = (await read(range, 'kv/range', { key: b64(key) })).kvs ?? [];
    return found ? { value: Buffer.from(found.value ?? '', 'base64').toString('utf8'), revision: found.mod_revision } : null;
  }

  return {
    async put(key, [value = '']) {
      for (let i = 0; i < AGAIN; i++) {
        const there = await find(key);
        if (there && !isOurs(there.value)) return 'taken';
        if (there?.value === value) return 'out';
        // Only if nobody wrote there meanwhile.
        const answer = await read(txn, 'kv/txn', { compare: [there ? unchanged(key, there.revision) : { key: b64(key), target: 'VERSION', result: 'EQUAL', version: '0' }], success: [{ requestPut: { key: b64(key), value: b64(value) } }] });
        if (answer.succeeded) return 'out';
      }
      throw namesErrors('server_refused', { server, reason: key });
    },
    async withdraw(key) {
      for (let i = 0; i < AGAIN; i++) {
        const there = await find(key);
        if (!there || !isOurs(there.value)) return;
        const answer = await read(txn, 'kv/txn', { compare: [unchanged(key, there.revision)], success: [{ requestDeleteRange: { key: b64(key) } }] });
        if (answer.succeeded) return;
      }
      throw namesErrors('server_refused', { server, reason: key });
    },
    async test() {
      await read(range, 'kv/range', { key: b64(`${settings.prefix}/`), limit: '1' });
    },
  };
}
