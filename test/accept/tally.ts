/** Counts given answers: one for each expected value, with the first differences kept to be read. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly differences: string[] = [];
  readonly waiting: { name: string; reason: string }[] = [];

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

  /** An answer that a later part of the product must give. It is listed, and counted as neither passed nor failed. */
  waits(name: string, reason: string): void {
    this.waiting.push({ name, reason });
  }

  print(): void {
    for (const difference of this.differences) console.log(`  ✗ ${difference}`);
    if (this.failed > this.differences.length)
      console.log(`  … and ${this.failed - this.differences.length} more`);
    for (const { name, reason } of this.waiting) console.log(`  waits: ${name}: ${reason}`);
    console.log(`${this.set}: ${this.passed} passed, ${this.failed} failed, ${this.waiting.length} waiting`);
  }
}
