/** Counts given answers: one for each expected value, with the first differences kept to be read. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly differences: string[] = [];
  readonly waiting: { name: string; reason: string }[] = [];
  readonly refused = new Map<string, Map<string, { reason: string; times: number }>>();
  readonly reworded = new Map<string, number>();
  readonly sentences: string[] = [];

  constructor(readonly set: string) {}

  /** One expected value; equal text is the only pass, so amounts are compared to the last digit. */
  same(what: string, expected: string, got: string | undefined): void {
    if (expected === got) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    if (this.differences.length < 20)
      this.differences.push(`${what}: expected ${expected}, got ${got ?? 'nothing'}`);
  }

  /** Says of what passes that the set means something else than what was compared: how it was told, which is counted once more apart. */
  inOtherWords(how: string, compare: () => void): void {
    const before = this.passed;
    compare();
    this.reworded.set(how, (this.reworded.get(how) ?? 0) + this.passed - before);
  }

  /** An answer that a later part of the product must give. It is listed, and counted as neither passed nor failed. */
  waits(name: string, reason: string): void {
    this.waiting.push({ name, reason });
  }

  /** What the language refuses on purpose, with its reason. Counted by kind and listed by name, and neither passed nor failed. */
  refuses(name: string, kind: string, reason: string): void {
    const names = this.refused.get(kind) ?? new Map<string, { reason: string; times: number }>();
    names.set(name, { reason, times: (names.get(name)?.times ?? 0) + 1 });
    this.refused.set(kind, names);
  }

  /** A sentence that a reader of the figures must know. */
  says(sentence: string): void {
    this.sentences.push(sentence);
  }

  print(): void {
    for (const difference of this.differences) console.log(`  ✗ ${difference}`);
    if (this.failed > this.differences.length)
      console.log(`  … and ${this.failed - this.differences.length} more`);
    for (const { name, reason } of this.waiting) console.log(`  waits: ${name}: ${reason}`);
    const refused = this.printRefused();
    for (const sentence of this.sentences) console.log(`  ${sentence}`);
    const also = refused > 0 ? `, ${refused} refused` : '';
    const apart = [...this.reworded].map(([how, times]) => ` (of these ${times} ${how})`).join('');
    console.log(
      `${this.set}: ${this.passed} passed${apart}, ${this.failed} failed, ${this.waiting.length} waiting${also}`,
    );
  }

  private printRefused(): number {
    let total = 0;
    for (const [kind, names] of this.refused) {
      const times = [...names.values()].reduce((sum, each) => sum + each.times, 0);
      total += times;
      console.log(`  refused, ${kind}: ${times}`);
      for (const [name, each] of names)
        console.log(`    ${name}${each.times > 1 ? ` (${each.times} times)` : ''}: ${each.reason}`);
    }
    return total;
  }
}
