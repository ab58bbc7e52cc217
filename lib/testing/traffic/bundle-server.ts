import { build } from 'esbuild';
import path from 'node:path';

/** The server with all it imports, as one script for a machine that has nothing but Node. */
export async function bundleServer(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'server-main.ts')], bundle: true, minify: true, write: false, platform: 'node', format: 'cjs', target: 'node20',
    // Optional speed-ups of ws, which it does without.
    external: ['bufferutil', 'utf-8-validate'],
  });
  return outputFiles[0]!.text;
}
