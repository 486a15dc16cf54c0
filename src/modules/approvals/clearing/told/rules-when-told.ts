import type { Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { TextUnreadable, type RulesService } from '../../../rules/rules.service.js';

/**
 * The rules as they were published when something was told: what is published later counts for nothing that was told before. Those that hold a text of long ago that
 * this version of Kicker reads no more are as they are now, so that a booking of then is judged all the same.
 */
export class RulesWhenTold {
  private readonly known = new Map<bigint, Rulebook>();

  private constructor(
    private readonly read: (position: bigint) => Promise<Rulebook>,
    private readonly now: Rulebook,
    /** The positions at which the rules changed, the first from which on there are any. */
    private readonly changed: readonly bigint[],
  ) {}

  /** Reads when the rules changed, up to the position at which those of `now` are known. */
  static async read(
    tx: Transaction,
    rules: RulesService,
    now: { readonly position: bigint; readonly rulebook: Rulebook },
  ): Promise<RulesWhenTold> {
    const rows = await tx.query<{ position: string }>(
      `with told as (select kind, entry from publication union all select kind, ended_by from publication where ended_by is not null),
       placed as (select told.kind, a.position from told join audit_entry a on a.entry = told.entry where a.position <= $1)
       select distinct position from placed
       where position >= (select min(position) from placed where kind = 'facts') order by position`,
      [now.position],
    );
    const read = async (at: bigint): Promise<Rulebook> => {
      try {
        return (await rules.rulebookAt(tx, at)).rulebook;
      } catch (error) {
        if (error instanceof TextUnreadable) return now.rulebook;
        throw error;
      }
    };
    return new RulesWhenTold(
      read,
      now.rulebook,
      rows.map(({ position }) => BigInt(position)),
    );
  }

  /** When the rules changed last, by a position; null before there were any. */
  since(position: bigint): bigint | null {
    return this.changed.findLast((each) => each <= position) ?? null;
  }

  /** The rules as known at a position; those of now where it is none, and null before there were any. */
  async at(position: bigint | null): Promise<Rulebook | null> {
    const last = position === null ? this.changed.at(-1) : this.since(position);
    if (last == null) return position === null ? this.now : null;
    if (last === this.changed.at(-1)) return this.now;
    const known = this.known.get(last);
    if (known) return known;
    const rulebook = await this.read(last);
    this.known.set(last, rulebook);
    return rulebook;
  }
}
