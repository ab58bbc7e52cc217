const YEAR_SECONDS = 31_536_000;

/** Keeps the reader's choice; the next page, and each API sentence, follows it. */
export function setLocale(locale: string): void {
  document.cookie = `gantry-locale=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
