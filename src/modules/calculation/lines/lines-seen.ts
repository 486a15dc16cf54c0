import type { Day } from '../../../engine/kernel/day.js';

const FIRST_ROOM = 1 << 14;

/**
 * Which line an ordinal was: the engine names lines by their place in the declared order and holds only what it computes with; here is
 * the rest, 20 bytes a line.
 */
export class LinesSeen {
  count = 0;
  ids = new Uint8Array(FIRST_ROOM * 16);
  days = new Int32Array(FIRST_ROOM);

  /** The id is the 16 bytes of `id` from `at` on. */
  add(line: { readonly id: Uint8Array; readonly at: number; readonly date: Day }): void {
    if (this.count === this.days.length) this.grow();
    const at = this.count * 16;
    for (let index = 0; index < 16; index += 1) this.ids[at + index] = line.id[line.at + index] ?? 0;
    this.days[this.count] = line.date;
    this.count += 1;
  }

  private grow(): void {
    const [ids, days] = [this.ids, this.days];
    this.ids = new Uint8Array(ids.length * 2);
    this.days = new Int32Array(days.length * 2);
    this.ids.set(ids);
    this.days.set(days);
  }
}
