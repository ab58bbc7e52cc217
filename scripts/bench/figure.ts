export interface Figure {
  what: string;
  value: number;
  unit: 'ms' | 's' | '×' | 'KB' | 'MB' | '';
  /** At most this is asked for. */
  bar?: number;
  note?: string;
}
export type Bench = () => Promise<Figure[]>;

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
