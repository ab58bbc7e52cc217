import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const planted = path.join(root, 'lib/platform/model/__planted__');

// A linter that silently reads nothing passes everything, so each rule is shown a violation it must catch.
const VIOLATIONS: Record<string, { file: string; code: string }> = {
  'slice-order-platform': { file: 'upward.ts', code: "import '../../../access/errors';\n" },
  'model-is-pure': { file: 'impure.ts', code: "import '../../server/config';\n" },
  'recharts-only-in-charts': { file: 'chart.ts', code: "import 'recharts';\n" },
  'prisma-only-in-repos': { file: 'prisma.ts', code: "import '../../../../prisma/generated/client';\n" },
  'lib-never-imports-ui': { file: 'ui.ts', code: "import '../../../../components/ui/cn';\n" },
};

describe('the import rules', () => {
  afterAll(() => rmSync(planted, { recursive: true, force: true }));

  it('catch every planted violation', async () => {
    mkdirSync(planted, { recursive: true });
    for (const { file, code } of Object.values(VIOLATIONS)) writeFileSync(path.join(planted, file), code);
    const args = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'lib/platform/model/__planted__'];
    const { stdout } = await run('node', args, { cwd: root, maxBuffer: 64 << 20 }).catch((error: { stdout: string }) => error);
    const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] } };
    expect(summary.totalCruised).toBeGreaterThan(Object.keys(VIOLATIONS).length);
    for (const [rule, { file }] of Object.entries(VIOLATIONS)) {
      const caught = summary.violations.filter((v) => v.from.endsWith(`__planted__/${file}`)).map((v) => v.rule.name);
      expect(caught, file).toContain(rule);
    }
  }, 60_000);
});
