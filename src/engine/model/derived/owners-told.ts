import { isWithin, type Day, type Period } from '../../kernel/day.js';
import { OWNER_RELATIONS, type HoldingTold, type NamedSaid, type OwnerRelation } from './late-holders.js';

/** A row that says something of the owners of accounts, with the days on which it was told and taken back. */
export interface OwnerFact {
  readonly account: string;
  /** A dated owner, somebody for whom it is named on some days, a dated parent, or the accounts file of a source. */
  readonly kind: 'owner' | 'named' | 'parent' | 'file';
  readonly id: string;
  readonly source: string;
  /** Which of the rows of this id stands: the last that is known. */
  readonly order: number;
  readonly withdrawn: boolean;
  readonly told: Day;
  readonly undone: Day | null;
  /** Days of which a dated row speaks. */
  readonly period: Period;
  readonly owner: string | null;
  readonly parent: string | null;
  /** What the accounts file says outright of who owned it before, of for whom it is named, and of the owner above. */
  readonly previous: string | null;
  readonly named: string | null;
  readonly above: string | null;
  /** What the accounts file says of whether it is named. */
  readonly says: string | null;
}

/** What is asked of owners: of which accounts, to whom they lead, and the day from which bookings were told. */
export interface OwnersAsked {
  readonly accounts: readonly string[];
  readonly relations: readonly OwnerRelation[];
  readonly first: Day;
}

const EVER: Period = { from: Number.MIN_SAFE_INTEGER, until: null };

/**
 * When it was told that accounts lead to somebody, by the days of which that is said: only of accounts, and to whom, where somebody who is known now was not at
 * the end of some day since bookings were told. What is told on one day is told together.
 */
export function ownersTold(
  facts: readonly OwnerFact[],
  { accounts, relations, first }: OwnersAsked,
): HoldingTold[] {
  const byAccount = grouped(facts, ({ account }) => account);
  const byId = grouped(facts, ({ id }) => id);
  return accounts.flatMap((account) => {
    const near = relations.includes('account.parent-owner')
      ? hierarchyOf(account, byAccount)
      : new Set([account]);
    const ids = new Set([...near].flatMap((each) => byAccount.get(each) ?? []).map(({ id }) => id));
    // A row that was moved to another account stands for the first one no more.
    const own = [...ids].flatMap((id) => byId.get(id) ?? []);
    const days = own.flatMap(({ told, undone }) => (undone === null ? [told] : [told, undone]));
    const looks = ascending([first, ...days.filter((day) => day > first)]);
    const pieces = piecesOf(own);
    const known = looks.map((day) => new OwnersKnown(own, day));
    return relations.flatMap((relation) => {
      const leads = known.map((owners) =>
        pieces.map(({ from }, at) => owners.leads(account, relation, { pieces, at, day: from })),
      );
      if (!wasLate(leads)) return [];
      const said = known.map((owners, nth) => ({ on: looks[nth] ?? 0, named: owners.saysNamed(account) }));
      const isNaming = relation === 'account.named-owner';
      return toldOf(leads, { account, relation, looks, pieces, ...(isNaming ? { said } : {}) });
    });
  });
}

/** An account and all that stood above it by any row. */
function hierarchyOf(account: string, facts: ReadonlyMap<string, readonly OwnerFact[]>): ReadonlySet<string> {
  const found = new Set([account]);
  for (const each of found)
    for (const { parent } of facts.get(each) ?? []) if (parent !== null) found.add(parent);
  return found;
}

function grouped(
  facts: readonly OwnerFact[],
  by: (fact: OwnerFact) => string,
): ReadonlyMap<string, readonly OwnerFact[]> {
  const groups = new Map<string, OwnerFact[]>();
  for (const fact of facts) {
    const group = groups.get(by(fact));
    if (group) group.push(fact);
    else groups.set(by(fact), [fact]);
  }
  return groups;
}

function ascending(days: readonly Day[]): Day[] {
  return [...new Set(days)].sort((a, b) => a - b);
}

/** All days, cut where any dated row starts or ends. */
function piecesOf(facts: readonly OwnerFact[]): Period[] {
  const cuts = facts
    .filter(({ kind }) => kind !== 'file')
    .flatMap(({ period: { from, until } }) => (until === null ? [from] : [from, until]));
  const starts = ascending([EVER.from, ...cuts]);
  return starts.map((from, at) => ({ from, until: starts[at + 1] ?? null }));
}

/** Whether somebody who is known at the last look was not at one before, on any days. */
function wasLate(leads: readonly (readonly boolean[])[]): boolean {
  return leads.at(-1)?.some((now, at) => now && leads.some((look) => !look[at])) ?? false;
}

interface Looked {
  readonly account: string;
  readonly relation: OwnerRelation;
  readonly looks: readonly Day[];
  readonly pieces: readonly Period[];
  readonly said?: readonly NamedSaid[];
}

function toldOf(
  leads: readonly (readonly boolean[])[],
  { account, relation, looks, pieces, ...said }: Looked,
): HoldingTold[] {
  return leads.flatMap((look, nth) =>
    pieces.flatMap((piece, at): HoldingTold[] =>
      look[at]
        ? [{ ...piece, of: account, relation, told: looks[nth] ?? 0, gone: looks[nth + 1] ?? null, ...said }]
        : [],
    ),
  );
}

interface OnDay {
  readonly pieces: readonly Period[];
  readonly at: number;
  readonly day: Day;
}

/** Owners as they were known at the end of a day: what SQL says of accounts on a day, looked at from an earlier one. */
class OwnersKnown {
  private readonly dated: ReadonlyMap<string, readonly OwnerFact[]>;
  private readonly files: ReadonlyMap<string, OwnerFact>;

  constructor(facts: readonly OwnerFact[], day: Day) {
    const latest = new Map<string, OwnerFact>();
    for (const fact of facts) {
      if (fact.told > day || (fact.undone !== null && fact.undone <= day)) continue;
      const before = latest.get(fact.id);
      if (!before || before.order < fact.order) latest.set(fact.id, fact);
    }
    const standing = [...latest.values()].filter(({ withdrawn }) => !withdrawn);
    this.dated = grouped(
      standing.filter(({ kind }) => kind !== 'file'),
      ({ kind, account }) => `${kind} ${account}`,
    );
    const files = standing
      .filter(({ kind }) => kind === 'file')
      .sort((a, b) => (a.source < b.source ? 1 : -1));
    this.files = new Map(files.map((file) => [file.account, file]));
  }

  /** Whether an account leads to somebody on the days of a piece. */
  leads(account: string, relation: OwnerRelation, on: OnDay): boolean {
    if (relation === OWNER_RELATIONS[0]) return this.ownerOn(account, on.day) !== null;
    if (relation === 'account.previous-owner') return this.previousOn(account, on) !== null;
    if (relation === 'account.parent-owner') return this.aboveOn(account, on.day) !== null;
    return (this.rowOn('named', account, on.day) ?? this.files.get(account)?.named ?? null) !== null;
  }

  /** What the accounts file says of whether an account is named. */
  saysNamed(account: string): string | null {
    return this.files.get(account)?.says ?? null;
  }

  private rowOn(kind: 'owner' | 'named' | 'parent', account: string, day: Day): OwnerFact | undefined {
    return this.dated.get(`${kind} ${account}`)?.find(({ period }) => isWithin(day, period));
  }

  private ownerOn(account: string, day: Day): string | null {
    const row = this.rowOn('owner', account, day);
    return row ? row.owner : (this.files.get(account)?.owner ?? null);
  }

  /** Who had it before whoever has it; on days on which nobody owns it, who had it last. */
  private previousOn(account: string, { pieces, at }: OnDay): string | null {
    const said = this.files.get(account)?.previous ?? null;
    if (!this.dated.has(`owner ${account}`)) return said;
    let [now, before]: [string | null, string | null] = [null, null];
    let owner: string | null = null;
    for (const { from } of pieces.slice(0, at + 1)) {
      owner = this.ownerOn(account, from);
      if (owner !== null && owner !== now) [now, before] = [owner, now];
    }
    return (owner === null ? now : before) ?? said;
  }

  /** Who owns the top of the hierarchy; nobody of an account that stands above itself, or below one that nobody told of. */
  private aboveOn(account: string, day: Day): string | null {
    const said = this.files.get(account)?.above ?? null;
    if (said !== null) return said;
    const path = new Set([account]);
    let [top, parent] = [account, this.parentOn(account, day)];
    while (parent) {
      if (path.has(parent)) return null;
      path.add(parent);
      [top, parent] = [parent, this.parentOn(parent, day)];
    }
    return top === account || parent === undefined ? null : this.ownerOn(top, day);
  }

  /** Nothing of an account of which nobody told. */
  private parentOn(account: string, day: Day): string | null | undefined {
    const row = this.rowOn('parent', account, day);
    if (row) return row.parent;
    const file = this.files.get(account);
    return file ? file.parent : this.dated.has(`parent ${account}`) ? null : undefined;
  }
}
