import { existsSync, readFileSync } from 'node:fs';
import tar from 'tar-stream';
import type { Engine } from '@/lib/environments/server/engine';
import { appErrors } from '../errors';

export const SAMPLE_IMAGE = 'gantry/sample:1';
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'];
const APPLETS = ['sh', 'ash', 'httpd', 'wget', 'cat', 'ls', 'ps', 'echo', 'sleep', 'hostname', 'date', 'top', 'env', 'id', 'stty', 'vi', 'grep', 'tail', 'head', 'kill', 'df', 'free', 'uptime', 'nc', 'ping', 'mkdir', 'rm', 'cp', 'mv', 'touch', 'true', 'false', 'test', 'expr', 'seq', 'yes', 'tee', 'wc'];

// Logs a line a request, since busybox' httpd has no access log of its own.
const PAGE = `#!/bin/sh
echo "$(date -Iseconds) $REMOTE_ADDR $REQUEST_METHOD $REQUEST_URI" > /proc/1/fd/1
printf 'Content-Type: text/html; charset=utf-8\\r\\n\\r\\n'
cat <<END
<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gantry sample</title>
<style>body{font:16px system-ui;margin:0;min-height:100vh;display:grid;place-items:center;background:#0b6e75;color:#fff}main{text-align:center;padding:2rem}h1{font-size:2.4rem;margin:0 0 .5rem}code{background:#0006;padding:.2em .5em;border-radius:.4em}</style>
<main><h1>It runs.</h1><p>This page comes from <code>$(hostname)</code> at $(date -Iseconds).</p><p>Deployed by Gantry. 由 Gantry 部署。</p></main></html>
END
`;

/** Makes the sample's image on the engine from this machine's static busybox; no registry is asked. */
export async function makeSampleImage(engine: Engine): Promise<void> {
  if (engine.inventory.images().some((image) => image.tags.includes(SAMPLE_IMAGE))) return;
  const busybox = BUSYBOX.find((file) => existsSync(file) && isStatic(readFileSync(file)));
  if (!busybox) throw appErrors('sample_needs_busybox');
  const pack = tar.pack();
  for (const name of ['bin', 'etc', 'tmp', 'proc', 'sys', 'dev', 'root', 'www', 'www/cgi-bin']) pack.entry({ name, type: 'directory', mode: name === 'tmp' ? 0o1777 : 0o755 });
  pack.entry({ name: 'bin/busybox', mode: 0o755 }, readFileSync(busybox));
  for (const applet of APPLETS) pack.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' });
  pack.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\n');
  pack.entry({ name: 'etc/httpd.conf' }, 'I:index.html\n');
  pack.entry({ name: 'www/index.html' }, '<!doctype html><meta http-equiv="refresh" content="0;url=/cgi-bin/home"><title>Gantry sample</title>\n');
  pack.entry({ name: 'www/health' }, 'ok\n');
  pack.entry({ name: 'www/cgi-bin/home', mode: 0o755 }, PAGE);
  pack.finalize();
  const [repo, tag] = SAMPLE_IMAGE.split(':');
  await engine.call(
    async (docker) => {
      const output = (await docker.importImage(pack as unknown as NodeJS.ReadableStream, { repo, tag })) as NodeJS.ReadableStream;
      await new Promise<void>((resolve, reject) => docker.modem.followProgress(output, (error: Error | null) => (error ? reject(error) : resolve())));
    },
    { timeoutMs: null },
  );
  await engine.inventory.refresh('image');
}

/** A dynamic program names an interpreter (program header type 3); a static one has none. ELF, 64 bit, little endian. */
function isStatic(elf: Buffer): boolean {
  if (elf.readUInt32BE(0) !== 0x7f454c46) return false;
  const [offset, size, count] = [Number(elf.readBigUInt64LE(32)), elf.readUInt16LE(54), elf.readUInt16LE(56)];
  return !Array.from({ length: count }, (_, index) => elf.readUInt32LE(offset + index * size)).includes(3);
}
