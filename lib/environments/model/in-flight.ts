/**
 * Changes that are told while an answer is on its way. The answer may have been made before them, so they are applied to
 * it again; one that it holds already is applied twice, which changes nothing once the last of them is.
 */
export class InFlight<Change> {
  private readonly recordings = new Set<Change[]>();

  note(change: Change): void {
    for (const recording of this.recordings) recording.push(change);
  }

  async read<Answer>(ask: () => Promise<Answer>, apply: (answer: Answer, change: Change) => Answer): Promise<Answer> {
    const recording: Change[] = [];
    this.recordings.add(recording);
    try {
      const answer = await ask();
      return recording.reduce(apply, answer);
    } finally {
      this.recordings.delete(recording);
    }
  }
}
