import { Readable, Transform } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import tar from 'tar-stream';
import type { Locale } from '@/lib/messages';
import type { BuildOptions } from '../contract';
import { imageErrors } from '../errors';
import { splitReference } from '../model/reference';
import { relayWork } from './relay-work';

const GIB = 2 ** 30;
/** An upload is passed on as it comes; this only keeps one from filling the engine's disk. */
const MOST_UPLOAD_BYTES = 20 * GIB;

interface Caller {
  environmentId: string;
  locale: Locale;
  signal: AbortSignal;
}
interface Credentials {
  username?: string;
  password?: string;
}
// Credentials go to the engine and nowhere else.
const auth = ({ username, password }: Credentials) => (username ? { authconfig: { username, password: password ?? '' } } : {});

export function pullImage(caller: Caller, { image, ...credentials }: { image: string } & Credentials) {
  const { repo, tag, digest } = splitReference(image);
  const reference = digest ? `${repo}@${digest}` : `${repo}:${tag}`;
  return relayWork({ ...caller, begin: (docker) => docker.pull(reference, { ...auth(credentials), abortSignal: caller.signal }) });
}

export function pushImage(caller: Caller, { image, ...credentials }: { image: string } & Credentials) {
  const { repo, tag } = splitReference(image);
  return relayWork({
    ...caller,
    // The engine wants an X-Registry-Auth header even where no one signs in.
    begin: (docker) => docker.getImage(repo).push({ tag, authconfig: { username: credentials.username ?? '', password: credentials.password ?? '' }, abortSignal: caller.signal }),
    explain: (message) => imageErrors('push_failed', { image, reason: message.slice(0, 500) }),
  });
}

interface Build extends BuildOptions {
  dockerfile: string;
}

const build = (caller: Caller, context: Readable, { tags, dockerfile, target, noCache, pull, buildArgs }: Build) =>
  relayWork({
    ...caller,
    begin: (docker) => docker.buildImage(context, { ...(tags.length > 0 && { t: tags as unknown as string }), dockerfile, ...(target && { target }), nocache: noCache, ...(pull && { pull }), buildargs: buildArgs, rm: true, forcerm: true, abortSignal: caller.signal }),
    explain: (message, lastStep) => imageErrors('build_failed', { step: lastStep || '—', reason: message.slice(0, 1000) }),
  });

export function buildDockerfile(caller: Caller, { dockerfile, ...options }: { dockerfile: string } & BuildOptions) {
  const pack = tar.pack();
  pack.entry({ name: 'Dockerfile' }, dockerfile);
  pack.finalize();
  return build(caller, Readable.from(pack), { ...options, dockerfile: 'Dockerfile' });
}

export const buildContext = (caller: Caller, body: ReadableStream | null, options: Build) => build(caller, upload(body), options);

export const loadImages = (caller: Caller, body: ReadableStream | null) =>
  relayWork({ ...caller, begin: (docker) => docker.loadImage(upload(body), { quiet: false, abortSignal: caller.signal }), explain: notTar });

export function importImage(caller: Caller, body: ReadableStream | null, reference: string) {
  const { repo, tag } = splitReference(reference);
  return relayWork({ ...caller, begin: (docker) => docker.importImage(upload(body), { repo, tag, abortSignal: caller.signal }), explain: notTar });
}

const notTar = (message: string) => (/archive\/tar|unexpected EOF|invalid tar|unrecognized image format|no such file or directory/i.test(message) ? imageErrors('not_tar', { reason: message.slice(0, 300) }) : undefined);

function upload(body: ReadableStream | null): Readable {
  if (!body) throw imageErrors('upload_missing');
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > MOST_UPLOAD_BYTES ? imageErrors('upload_too_large', { limit: MOST_UPLOAD_BYTES / GIB }) : null, chunk);
    },
  });
  const source = Readable.fromWeb(body as unknown as WebStream);
  source.on('error', (error) => counter.destroy(error));
  return source.pipe(counter);
}
