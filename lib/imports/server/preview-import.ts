import { createTranslator } from 'next-intl';
import type { z } from 'zod';
import type { Scope } from '@/lib/access/model/scope';
import { describeIssues } from '@/lib/access/server/problem';
import { findAppPaths } from '@/lib/apps/server/list-apps';
import { appPath, appSpec } from '@/lib/apps/spec';
import { maySeeRow, seenBy } from '@/lib/environments/server/places';
import { engineById } from '@/lib/environments/server/engines';
import { loadMessages } from '@/lib/messages';
import type { ImportPreview, previewImport as contract } from '../contract';
import { importText } from '../model/import-text';

/** Reads the text, checks each app that it makes, and says what is left out. Makes nothing. */
export async function previewImport(scope: Scope, { text, format, environmentId, ...options }: z.output<NonNullable<(typeof contract)['body']>>): Promise<ImportPreview> {
  const locale = scope.locale ?? 'en';
  const engine = engineById(environmentId);
  const { format: found, apps, notCarried, networks } = importText(text, format, options);
  const t = createTranslator({ locale, messages: (await loadMessages(locale)) as never }) as unknown as (key: string, params: Record<string, string>) => string;
  const taken = new Set(await findAppPaths(scope));
  const known = new Set(engine.inventory.networks().filter(({ id }) => maySeeRow(seenBy(scope), engine.id, 'network', id)).map(({ name }) => name));
  return {
    format: found,
    apps: await Promise.all(apps.map(async ({ path, spec }) => {
      const [badPath, badSpec] = [appPath.safeParse(path), appSpec.safeParse(spec)];
      const errors = [...(badPath.error ? await describeIssues(badPath.error, locale, ['path']) : []), ...(badSpec.error ? await describeIssues(badSpec.error, locale, ['spec']) : [])];
      return { path, spec: spec as Record<string, unknown>, image: spec.image, errors, exists: taken.has(path) };
    })),
    notCarried: notCarried.map(({ at, code, params }) => ({ at, text: t(`imports.notCarried.${code === 'unknown' && params.value ? 'unknownValue' : code}`, params) })),
    missingNetworks: networks.filter((network) => !known.has(network)),
  };
}
