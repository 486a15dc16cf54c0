import type { Day } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { readTogether } from '../../../platform/database/together/read-together.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Surroundings, type DealOnDay } from './read-setting.js';
import type { SurroundingsNow } from './surroundings-now.js';

/**
 * By which deals are judged as of days, and as known at positions, by the rules of now: as if what was undone since had never been told. What is said to be asked is
 * read at once, of all positions, when the first of it is asked.
 */
export class SurroundingsThen {
  private readonly waiting = new Map<bigint, Map<string, DealOnDay>>();
  private readonly found = new Map<bigint, Map<string, Surroundings>>();

  constructor(
    private readonly tx: Transaction,
    private readonly now: Pick<SurroundingsNow, 'rulebook'>,
  ) {}

  /** Says that a deal will be asked as of a day, and as known at a position. */
  expect(position: bigint, asked: DealOnDay): void {
    const waiting = this.waiting.get(position) ?? new Map<string, DealOnDay>();
    this.waiting.set(position, waiting.set(nameOf(asked), asked));
  }

  /** By which a deal is judged as of a day; one that nobody said would be asked is read when it is. */
  async of(position: bigint, asked: DealOnDay): Promise<Surroundings> {
    const name = nameOf(asked);
    if (this.found.get(position)?.has(name) !== true) {
      this.expect(position, asked);
      await this.read();
    }
    const surroundings = this.found.get(position)?.get(name);
    invariant(surroundings !== undefined, `nothing is known of the deal ${asked.deal.id} on that day`);
    return surroundings;
  }

  private async read(): Promise<void> {
    const waiting = [...this.waiting].map(([position, asked]) => ({ position, asked: [...asked.values()] }));
    this.waiting.clear();
    const { rulebook } = this.now;
    const readings = await readTogether(
      this.tx,
      waiting.map(
        ({ position, asked }) =>
          (tx) =>
            Surroundings.onDays(tx, { rulebook, position, withoutUndone: true }, asked),
      ),
    );
    for (const [place, days] of (await Promise.all(readings)).entries()) {
      const { position, asked = [] } = waiting[place] ?? {};
      if (position !== undefined) this.keep(position, asked, days);
    }
  }

  private keep(position: bigint, asked: readonly DealOnDay[], days: ReadonlyMap<Day, Surroundings>): void {
    const found = this.found.get(position) ?? new Map<string, Surroundings>();
    this.found.set(position, found);
    for (const each of asked) {
      const ofDay = days.get(each.on);
      if (ofDay) found.set(nameOf(each), ofDay);
    }
  }
}

function nameOf({ deal: { id }, on }: DealOnDay): string {
  return `${on} ${id}`;
}
