import type { Locale } from '@/lib/messages';
import { translateError } from './problem';

/** What came of each of many, with the failures told in the reader's language. */
export const translateOutcomes = <T extends { error?: unknown }>(outcomes: readonly T[], locale: Locale) =>
  Promise.all(outcomes.map(async ({ error, ...item }) => (error === undefined ? { ...item, ok: true } : { ...item, ok: false, ...(await translateError(error, locale)) })));
