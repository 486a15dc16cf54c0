/** Lets so many pieces of work run at once; the others wait for their turn, in the order in which they came. Work that waits for other work of the same turnstile never ends. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.most) this.running += 1;
    else await new Promise<void>((enter) => void this.waiting.push(enter));
    try {
      return await work();
    } finally {
      // Whoever is next takes the place of who leaves.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
