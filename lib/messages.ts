/** Every slice's texts under the slice's name; the one place that knows all slices and both languages. */
const SLICES = ['platform', 'audit', 'access', 'history', 'members', 'environments', 'containers', 'images', 'volumes', 'networks', 'metrics', 'logs', 'terminal', 'registries', 'groups', 'certificates', 'proxy', 'apps', 'names', 'routes', 'tenants', 'ci', 'imports'] as const;
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];
export type Messages = Record<string, unknown>;

const cache = new Map<Locale, Promise<Messages>>();

export function loadMessages(locale: Locale): Promise<Messages> {
  let loading = cache.get(locale);
  if (!loading || process.env.NODE_ENV === 'development') {
    loading = Promise.all(SLICES.map(async (slice) => [slice, (await import(`./${slice}/messages/${locale}.json`)).default] as const)).then(Object.fromEntries);
    cache.set(locale, loading);
  }
  return loading;
}

/** The reader's language: their choice (cookie), else what the browser asks for, else English. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (cookie && (LOCALES as readonly string[]).includes(cookie)) return cookie as Locale;
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';')[0]!.trim().toLowerCase();
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}
export const LOCALE_COOKIE = 'gantry-locale';
