const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari'], ['curl/', 'curl']] as const;
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux']] as const;

/** `Chrome · Windows` from a User-Agent header, as far as it tells; the first mark that fits wins, since later ones are copied by everybody. */
export function describeDevice(userAgent: string): { browser?: string; system?: string; phone: boolean } {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1];
  const system = SYSTEMS.find(([mark]) => userAgent.includes(mark))?.[1];
  return { browser, system, phone: /iPhone|Android.*Mobile/.test(userAgent) };
}
