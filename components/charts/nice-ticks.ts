const DECIMAL = [1, 2, 2.5, 5, 10];
const BINARY = [1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 160, 200, 256, 320, 400, 512, 1024];
const STEPS = 3;

/** Marks for an axis from 0 to at least `most`, at figures a person would choose: 1024 counts where bytes are shown. */
export function niceTicks(most: number, bytes: boolean): number[] {
  const base = bytes ? 1024 : 10;
  const raw = Math.max(most, Number.MIN_VALUE) / STEPS;
  const unit = base ** Math.floor(Math.log(raw) / Math.log(base));
  const step = unit * ((bytes ? BINARY : DECIMAL).find((one) => one >= raw / unit) ?? base);
  return Array.from({ length: STEPS + 1 }, (_, index) => index * step);
}

const MINUTES = [1, 2, 3, 5, 10, 15, 30, 60];
const MOST_CLOCK_MARKS = 5;

/** Whole minutes within the time shown, a handful of them. */
export function clockTicks([from, to]: readonly [number, number]): number[] {
  const step = (MINUTES.find((minutes) => (to - from) / (minutes * 60_000) <= MOST_CLOCK_MARKS) ?? 60) * 60_000;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}
