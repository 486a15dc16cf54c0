import type { FactCatalogue } from '../../../../engine/rulebook/rulebook.js';
import type { KnownAs } from '../../../../platform/database/known.js';
import { ExpectedReadings } from '../../../../platform/database/together/expected-readings.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { Refusal } from '../../../../platform/refusal.js';
import { readDeals, type DealKnown } from '../../../deals/deals.service.js';
import { changesOfDeals, type DealChange } from './changes-of-deals.js';
import type { RulesWhenTold } from './rules-when-told.js';

/** A telling of a deal that was undone: known from one position on, up to another. */
interface Undone {
  readonly deal: string;
  readonly told: bigint;
  readonly undone: bigint;
}

/** A deal at a position. */
interface Then {
  readonly id: string;
  readonly as: KnownAs;
}

/** Deals as they were said at positions before now. What is said to be asked is read at once, when the first of it is asked. */
export class DealsThen {
  private readonly readings: ExpectedReadings<Then, FactCatalogue | undefined, DealKnown | undefined>;

  private constructor(
    tx: Transaction,
    rules: RulesWhenTold,
    private readonly by: {
      readonly changes: ReadonlyMap<string, readonly DealChange[]>;
      readonly undone: readonly Undone[];
    },
  ) {
    this.readings = new ExpectedReadings(tx, {
      nameOf: ({ id, as: { position, withoutUndone = false } }) => `${position} ${withoutUndone} ${id}`,
      prepare: async ({ as }) => (await rules.at(as.position))?.facts,
      read: async (reading, { id, as }, catalogue) =>
        catalogue && (await asItFits(readDeals(reading, { ...as, catalogue }, [id])))?.get(id),
    });
  }

  /** Reads of deals, as known at a position, when what is said of them changed. */
  static async read(
    tx: Transaction,
    rules: RulesWhenTold,
    of: { readonly position: bigint; readonly deals: readonly DealKnown[] },
  ): Promise<DealsThen> {
    const { position, deals } = of;
    const ids = deals.map(({ id }) => id);
    return new DealsThen(tx, rules, {
      changes: await changesOfDeals(tx, position, ids),
      undone: await undoneTellings(tx, position, ids),
    });
  }

  /** When what is said of a deal changed, the first telling first. */
  changesOf(deal: string): readonly DealChange[] {
    return this.by.changes.get(deal) ?? [];
  }

  /** Says that it will be asked how a deal was said at a position. */
  expect(deal: DealKnown, position: bigint): void {
    if (!this.isKnownSince(deal, position)) this.readings.expect({ id: deal.id, as: { position } });
  }

  /** Says that it will be asked how a deal stood at a position. */
  expectStanding(deal: DealKnown, position: bigint): void {
    if (this.isSaidSince(deal, position)) return;
    this.readings.expect({ id: deal.id, as: { position, withoutUndone: true } });
    if (this.isUndoneSince(deal, position)) this.expect(deal, position);
  }

  /** A deal as it was said at a position; itself where nothing that is said of it changed since, nothing where it was not known. */
  async at(deal: DealKnown, position: bigint): Promise<DealKnown | undefined> {
    if (this.isKnownSince(deal, position)) return deal;
    return await this.read(deal, { position });
  }

  /** The same as if what was undone since had never been told; as it was said where nobody would have known it, so that it may be told again otherwise where nobody judges that. */
  async standingAt(deal: DealKnown, position: bigint): Promise<DealKnown | undefined> {
    if (this.isSaidSince(deal, position)) return deal;
    const found = await this.read(deal, { position, withoutUndone: true });
    return found ?? (this.isUndoneSince(deal, position) ? await this.read(deal, { position }) : undefined);
  }

  /** Whether a deal was known at a position as it is said by now. */
  private isKnownSince(deal: DealKnown, position: bigint): boolean {
    return this.isSaidSince(deal, position) && !this.isUndoneSince(deal, position);
  }

  /** Whether what is said of a deal by now was last changed by a position. */
  private isSaidSince({ id }: DealKnown, position: bigint): boolean {
    return this.changesOf(id).every((change) => change.position <= position);
  }

  /** Whether anything that was known of a deal at a position was undone since. */
  private isUndoneSince({ id }: DealKnown, position: bigint): boolean {
    return this.by.undone.some(
      ({ deal, told, undone }) => deal === id && told <= position && position < undone,
    );
  }

  private async read({ id }: DealKnown, as: KnownAs): Promise<DealKnown | undefined> {
    return await this.readings.of({ id, as });
  }
}

/** What was read; nothing where what was said did not fit its type at that position, as a value of the catalogue was renamed before the deal was told anew. */
async function asItFits<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Which tellings of deals were undone, up to a position. */
async function undoneTellings(
  tx: Transaction,
  position: bigint,
  deals: readonly string[],
): Promise<readonly Undone[]> {
  const [any] = await tx.query<{ found: boolean }>('select exists (select from import_undo) as found');
  if (any?.found !== true) return [];
  const rows = await tx.query<{ deal: string; told: string; undone: string }>(
    `select touched.deal, told.position as told, undoing.position as undone from (
       select external_id as deal, entry from deal where external_id = any($2::text[])
       union select deal, entry from deal_line where deal = any($2::text[])
     ) touched join import_undo u on u.undone = touched.entry
     join audit_entry told on told.entry = touched.entry join audit_entry undoing on undoing.entry = u.entry
     where undoing.position <= $1`,
    [position, deals],
  );
  return rows.map(({ deal, told, undone }) => ({ deal, told: BigInt(told), undone: BigInt(undone) }));
}
