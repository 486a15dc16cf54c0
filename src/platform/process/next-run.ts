/**
 * Runs a piece of work for all who ask for it: one at a time, and while it runs, all who come wait for one more run. So whoever asks is answered by a run that began
 * after they asked, and however many ask at once cost two runs at most.
 */
export class NextRun<T> {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<T> | undefined;

  constructor(private readonly work: () => Promise<T>) {}

  /** Answers what the next run says; it fails for all who wait for it, and no later run does. */
  run(): Promise<T> {
    if (this.next) return this.next;
    const next = this.running.then(() => {
      this.next = undefined;
      return this.work();
    });
    this.next = next;
    this.running = next.catch(() => undefined);
    return next;
  }
}
