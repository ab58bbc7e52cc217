/** A bucket of lines: a burst (what was asked for as history) at once, then so many a second. */
export class LineRate {
  private left: number;
  private at: number;

  constructor(private readonly burst: number, private readonly perSecond: number, nowMs: number) {
    this.left = burst;
    this.at = nowMs;
  }

  available(nowMs: number): number {
    this.left = Math.min(this.burst, this.left + ((nowMs - this.at) / 1000) * this.perSecond);
    this.at = nowMs;
    return Math.floor(this.left);
  }

  spend(lines: number): void {
    this.left -= lines;
  }
}
