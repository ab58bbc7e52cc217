/** 0.04 → `0.04`, 3.27 → `3.3`, 1234.5 → `1,235`. */
export const formatRate = (perSecond: number, locale: string): string =>
  perSecond.toLocaleString(locale, { maximumFractionDigits: perSecond >= 100 ? 0 : perSecond >= 1 ? 1 : 2 });

/** 0.8 → `<1 ms`, 240 → `240 ms`, 1500 → `1.5 s`. */
export const formatLatency = (ms: number): string => (ms < 1 ? '<1 ms' : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`);

/** What is not nothing never reads as nothing: 0.0002 → `<0.1 %`. */
export const formatShare = (share: number): string => {
  const percent = share * 100;
  return percent === 0 ? '0 %' : percent < 0.1 ? '<0.1 %' : `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
};
