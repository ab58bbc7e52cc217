import type { NextRequest } from 'next/server';
import { createTranslator } from 'next-intl';
import { z } from 'zod';
import { chooseLocale, loadMessages, LOCALE_COOKIE, type Locale } from '@/lib/messages';
import { type AppError, isAppError, platformErrors } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';

type Translate = (key: string, params?: Record<string, string | number>) => string;

export const requestLocale = (request: Pick<NextRequest, 'cookies' | 'headers'>): Locale =>
  chooseLocale(request.cookies.get(LOCALE_COOKIE)?.value, request.headers.get('accept-language'));

/** RFC 9457 problem details in the reader's language. An unknown error is logged and told only by its reference. */
export async function problemResponse(error: unknown, locale: Locale): Promise<Response> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages: messages as never }) as unknown as Translate;
  const problem = error instanceof z.ZodError ? invalidInput(error, t, locale) : known(error, t);
  return Response.json(problem, {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...((problem.status === 429 || problem.status === 503) && problem.params?.seconds !== undefined && { 'retry-after': String(problem.params.seconds) }),
    },
  });
}

function known(error: unknown, t: Translate) {
  const app = isAppError(error) ? error : unexpected(error);
  return {
    ...head(app, t),
    ...(app.path && { errors: [{ path: app.path, code: app.code, message: textOf(app, t) }] }),
  };
}

function head(error: AppError, t: Translate) {
  const detail = textOf(error, t);
  return { type: 'about:blank', title: error.code, status: error.status as number, detail, code: error.code, params: error.params };
}

/** The sentence for an error: also used for per-row results of bulk actions and for stored reasons. */
export function textOf(error: Pick<AppError, 'code' | 'params'>, t: Translate): string {
  const [slice, code] = error.code.split('.');
  return t(`${slice}.errors.${code}`, error.params);
}

export async function translateError(error: unknown, locale: Locale): Promise<{ code: string; detail: string }> {
  const t = createTranslator({ locale, messages: (await loadMessages(locale)) as never }) as unknown as Translate;
  const app = isAppError(error) ? error : unexpected(error);
  return { code: app.code, detail: textOf(app, t) };
}

function unexpected(error: unknown): AppError {
  const reference = crypto.randomUUID().slice(0, 8);
  log.error({ err: error, reference }, 'unexpected error');
  return platformErrors('internal', { reference });
}

const zodLocale = { en: z.locales.en, 'zh-CN': z.locales.zhCN } as const;

function issuesOf(error: z.ZodError, t: Translate, locale: Locale, under: readonly PropertyKey[] = []) {
  const say = zodLocale[locale]().localeError;
  return error.issues.slice(0, 50).map((issue) => {
    const own = issue.code === 'custom' ? (issue.params as { code?: string; params?: Record<string, string | number> } | undefined) : undefined;
    const told = say(issue as never);
    const text = own?.code
      ? textOf({ code: own.code, params: own.params ?? {} }, t)
      : ((typeof told === 'string' ? told : told?.message) ?? issue.message);
    return { path: jsonPath([...under, ...issue.path]), code: own?.code ?? `platform.${issue.code}`, message: text };
  });
}

/** What a schema says against something that is not the body of a request: by JSON path, in the reader's language. */
export async function describeIssues(error: z.ZodError, locale: Locale, under: readonly PropertyKey[] = []) {
  const t = createTranslator({ locale, messages: (await loadMessages(locale)) as never }) as unknown as Translate;
  return issuesOf(error, t, locale, under).map(({ path, message }) => ({ path, message }));
}

function invalidInput(error: z.ZodError, t: Translate, locale: Locale) {
  const errors = issuesOf(error, t, locale);
  const first = errors[0] ? `${errors[0].path}: ${errors[0].message}` : '';
  return { ...head(platformErrors('invalid_input', { first }), t), errors };
}

export const jsonPath = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, part) => text + (typeof part === 'number' ? `[${part}]` : `.${String(part)}`), '$');
