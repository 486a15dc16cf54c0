import type { Transaction } from '../transaction.js';
import { readTogether } from './read-together.js';

/** What is read of something, by its name. */
interface How<K, P, T> {
  readonly nameOf: (of: K) => string;
  /** What reading it takes that many have in common; of one after the other. */
  readonly prepare: (of: K) => Promise<P>;
  readonly read: (tx: Transaction, of: K, prepared: P) => Promise<T>;
}

/** Reads each thing once, and all that is said to be asked together, when the first that was not read is asked. What cannot be read fails for whom asks for it. */
export class ExpectedReadings<K, P, T> {
  private readonly waiting = new Map<string, K>();
  private readonly known = new Map<string, Promise<T>>();

  constructor(
    private readonly tx: Transaction,
    private readonly how: How<K, P, T>,
  ) {}

  /** Says that it will be asked. */
  expect(of: K): void {
    const name = this.how.nameOf(of);
    if (!this.known.has(name)) this.waiting.set(name, of);
  }

  async of(one: K): Promise<T> {
    const name = this.how.nameOf(one);
    const known = this.known.get(name);
    if (known) return await known;
    this.waiting.set(name, one);
    await this.readWaiting();
    return await this.of(one);
  }

  private async readWaiting(): Promise<void> {
    const { prepare, read } = this.how;
    const waiting = [...this.waiting];
    this.waiting.clear();
    const prepared: Promise<P>[] = [];
    for (const [, of] of waiting) {
      const each = prepare(of);
      await each.catch(() => undefined);
      prepared.push(each);
    }
    const found = await readTogether(
      this.tx,
      waiting.map(
        ([, of], place) =>
          async (tx) =>
            await read(tx, of, (await prepared[place]) as P),
      ),
    );
    found.forEach((each, place) => {
      const [name] = waiting[place] ?? [];
      if (name !== undefined) this.known.set(name, each);
    });
  }
}
