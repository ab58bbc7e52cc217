import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { chooseLocale, loadMessages, LOCALES } from './messages';

const lib = import.meta.dirname;
type Tree = { [key: string]: string | Tree };

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]!))].sort();

const all = Object.fromEntries(await Promise.all(LOCALES.map(async (locale) => [locale, new Map(flatten((await loadMessages(locale)) as Tree))] as const)));

describe('the texts', () => {
  it('have the same keys in every language', () => {
    for (const locale of LOCALES) expect([...all[locale]!.keys()].sort()).toEqual([...all.en!.keys()].sort());
  });

  it('are loaded for every slice that has any', () => {
    const slices = readdirSync(lib).filter((name) => existsSync(path.join(lib, name, 'messages/en.json')) && readFileSync(path.join(lib, name, 'messages/en.json'), 'utf8').includes('": "'));
    const loaded = new Set([...all.en!.keys()].map((key) => key.split('.')[0]));
    for (const slice of slices) expect([...loaded]).toContain(slice);
  });

  it('are valid ICU messages that name the same facts in every language', async () => {
    const problems: string[] = [];
    for (const locale of LOCALES) {
      const messages = await loadMessages(locale);
      const t = createTranslator({ locale, messages: messages as never, onError: (error) => problems.push(`${locale} ${error.message}`) });
      for (const [key, text] of all[locale]!) {
        const facts = placeholders(text).map((name) => [name, 1] as const);
        const tags = [...text.matchAll(/<(\w+)>/g)].map((match) => [match[1]!, (chunks: unknown) => chunks] as const);
        (t.rich as unknown as (key: string, values: Record<string, unknown>) => unknown)(key, Object.fromEntries([...facts, ...tags]));
        const english = all.en!.get(key)!;
        for (const name of placeholders(text)) if (!english.includes(`{${name}`)) problems.push(`${locale} ${key}: {${name}} is not in the English text`);
      }
    }
    expect(problems).toEqual([]);
  });

  it('exist for every error code', async () => {
    for (const slice of readdirSync(lib).filter((name) => existsSync(path.join(lib, name, 'errors.ts')))) {
      const errors = (await import(`./${slice}/errors.ts`)) as Record<string, unknown>;
      const declared = Object.values(errors).filter((value): value is { slice: string; codes: object } => typeof value === 'function' && 'codes' in value);
      for (const { slice: name, codes } of [...declared, ...(slice === 'access' ? platform : [])]) {
        for (const code of Object.keys(codes)) expect(all.en!.has(`${name}.errors.${code}`), `${name}.errors.${code}`).toBe(true);
      }
    }
  });

  it('are chosen by cookie first, then by what the browser asks for', () => {
    expect(chooseLocale('zh-CN', 'en')).toBe('zh-CN');
    expect(chooseLocale('xx', 'fr, zh-TW;q=0.9')).toBe('zh-CN');
    expect(chooseLocale(undefined, null)).toBe('en');
  });
});

const { platformErrors } = await import('./platform/errors');
const platform = [platformErrors];
