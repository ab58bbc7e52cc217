import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The CLI downloads a native engine when none is named. `generate` needs none, and migrations are applied by
// lib/platform/server/migrate.ts; prisma/schema-engine.mjs serves `migrate dev` where that download is impossible.
const engine = path.join(import.meta.dirname, 'prisma', 'schema-engine.mjs');
if (existsSync(engine)) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= engine;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL && { datasource: { url: process.env.DATABASE_URL } }),
});
