/** What a long piece of work tells about itself: how far it is of how much, in its own unit. */
export type Progress = (done: number, total: number | null) => void;

/** How often a bar may repaint, in milliseconds: often enough to look alive, seldom enough to cost nothing. */
const REPAINT = 80;
const WIDTH = 24;

/**
 * A progress bar on a terminal, or one closing line where the output is a file or a pipe. It writes to standard error, so that
 * what a command answers can be piped.
 */
export class ProgressBar {
  private painted = 0;
  private readonly begun = performance.now();

  constructor(
    private readonly title: string,
    private readonly unit: string,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  readonly tick: Progress = (done, total) => {
    const now = performance.now();
    if (!this.out.isTTY || now - this.painted < REPAINT) return;
    this.painted = now;
    this.out.write(
      `\r\u001b[2K${this.title.padEnd(28)} ${bar(done, total)} ${count(done)}${total === null ? '' : ` of ${count(total)}`} ${this.unit}`,
    );
  };

  /** Ends the bar with what came of it. */
  finish(result: string): void {
    const seconds = ((performance.now() - this.begun) / 1000).toFixed(1);
    this.out.write(
      `${this.out.isTTY ? '\r\u001b[2K' : ''}${this.title.padEnd(28)} ${result} (${seconds} s)\n`,
    );
  }
}

function bar(done: number, total: number | null): string {
  if (total === null || total <= 0) return '·'.repeat(WIDTH);
  const full = Math.min(WIDTH, Math.floor((done / total) * WIDTH));
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.min(100, Math.floor((done / total) * 100))).padStart(3)}%`;
}

/** 12345 as `12,345`. */
export function count(value: number | bigint): string {
  return value.toLocaleString('en-US');
}
