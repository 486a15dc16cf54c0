const PATIENCE = 20_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the process cleanly: on the first Ctrl-C or TERM the steps run in the reverse of the order in which they were added, so that
 * the database stops last; a second signal, or a step that hangs for 20 seconds, ends it at once.
 */
export class Shutdown {
  private readonly steps: (() => Promise<void> | void)[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly exit: (code: number) => void = (code) => process.exit(code),
    private readonly patience = PATIENCE,
  ) {}

  /** Adds something to end; what was added last ends first. */
  add(step: () => Promise<void> | void): void {
    this.steps.push(step);
  }

  /** Answers signals from now on. */
  listen(): this {
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
    return this;
  }

  /** Leaves signals to what they did before. */
  ignore(): void {
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }

  /** Runs all steps once; a step that fails does not keep the others from running. */
  run(): Promise<void> {
    this.running ??= this.runSteps();
    return this.running;
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    const code = signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 129;
    if (this.running) return this.exit(code);
    setTimeout(() => this.exit(code), this.patience).unref();
    void this.run().then(() => this.exit(code));
  };

  private async runSteps(): Promise<void> {
    for (const step of this.steps.toReversed()) {
      try {
        await step();
      } catch {
        // What cannot be ended is left to the end of the process; the rest must still be ended.
      }
    }
  }
}
