import type { SignIns } from '../../../../platform/database/sql/sign-ins.js';

/**
 * That something holds: which participants whoever alone told it signs in as, or did then, and the position at which it was told first; nobody where it was no
 * user, or more than one told it.
 */
export interface Telling {
  readonly by: readonly string[];
  readonly at: bigint;
}

/** Under whose entry something was told. */
export interface Told {
  readonly actor: string;
  readonly position: string;
}

/** A revision of a row, as told and perhaps taken back. */
export interface RowTold extends Told {
  readonly id: string;
  /** Of what it says something. */
  readonly subject: string;
  /** What it says of the day that is asked; null for nothing. */
  readonly says: string | null;
  /** Who undid its import, and at which position; null where it stands. */
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

/** What happened to rows under one entry. */
interface Moment extends Told {
  readonly told: RowTold[];
  readonly undone: RowTold[];
}

/** An entry that told what holds. */
interface Statement extends Told {
  /** Whether it was not taken back since. */
  readonly stands: boolean;
}

/** Who told something that was told in one row, once. */
export function tellingOf({ actor, position }: Told, signIns: SignIns): Telling {
  const at = BigInt(position);
  return { by: signIns.peopleOf(actor, at), at };
}

/**
 * Who told what holds of each subject, whatever rows say it: since when the same holds without a gap, as was known at each moment. An undo that brings back what an older row
 * says is a telling by whoever undid; one after which the same holds is none. Who told the same meanwhile counts, for as long as that is not taken back. Rows come in
 * the order of the revisions of each id.
 */
export function whoTold(rows: readonly RowTold[], signIns: SignIns): ReadonlyMap<string, Telling> {
  const ofId = new Map<string, RowTold[]>();
  const ids = new Map<string, Set<string>>();
  for (const row of rows) {
    ofId.set(row.id, [...(ofId.get(row.id) ?? []), row]);
    ids.set(row.subject, (ids.get(row.subject) ?? new Set()).add(row.id));
  }
  const found = new Map<string, Telling>();
  for (const [subject, its] of ids) {
    const history = [...its].flatMap((id) => ofId.get(id) ?? []);
    const [first, ...others] = statementsOf(subject, history).map((each) => tellingOf(each, signIns));
    if (!first) continue;
    const by = first.by.filter((person) => others.every((each) => each.by.includes(person)));
    found.set(subject, { by, at: first.at });
  }
  return found;
}

/** What told what holds of a subject now, the first of them first; of those that were taken back only the first, where no other stands. */
function statementsOf(subject: string, rows: readonly RowTold[]): readonly Statement[] {
  const known = new KnownRows(subject, rows);
  let holds: string | null = null;
  let statements: Statement[] = [];
  for (const moment of momentsOf(rows)) {
    const repeats = known.follow(moment);
    const before: string | null = holds;
    holds = known.says();
    if (holds !== before) statements = [];
    if (holds !== null && (holds !== before || repeats)) statements.push(statementOf(moment));
  }
  const standing = statements.filter(({ stands }) => stands);
  return standing.length > 0 ? standing : statements.slice(0, 1);
}

function statementOf({ actor, position, told }: Moment): Statement {
  return { actor, position, stands: told.every(({ undoneAt }) => undoneAt === null) };
}

/** What was told and undone, entry by entry in their order. */
function momentsOf(rows: readonly RowTold[]): readonly Moment[] {
  const moments = new Map<string, Moment>();
  const momentOf = (actor: string, position: string): Moment => {
    const moment = moments.get(position) ?? { actor, position, told: [], undone: [] };
    moments.set(position, moment);
    return moment;
  };
  for (const row of rows) {
    momentOf(row.actor, row.position).told.push(row);
    if (row.undoneBy !== null && row.undoneAt !== null) momentOf(row.undoneBy, row.undoneAt).undone.push(row);
  }
  return [...moments.values()].sort((one, other) => Number(BigInt(one.position) - BigInt(other.position)));
}

/** The revisions of rows that are known at a moment, and what the last of each id says of a subject. */
class KnownRows {
  private readonly places: ReadonlyMap<RowTold, number>;
  private readonly known = new Map<string, RowTold[]>();

  constructor(
    private readonly subject: string,
    rows: readonly RowTold[],
  ) {
    this.places = new Map(rows.map((row, place) => [row, place]));
  }

  /** Goes on to a moment: whether that told something that is said of the subject by then. */
  follow({ told, undone }: Moment): boolean {
    for (const row of told) this.tell(row);
    for (const row of undone) this.ofId(row.id).splice(this.ofId(row.id).indexOf(row), 1);
    return told.some((row) => this.ofId(row.id).at(-1) === row && this.isSaid(row));
  }

  /** What is said of the subject; null for nothing. */
  says(): string | null {
    const said = [...this.known.values()].flatMap((rows) => {
      const last = rows.at(-1);
      return last && this.isSaid(last) ? [last.says] : [];
    });
    return said.length === 0 ? null : [...new Set(said)].sort().join('\u001f');
  }

  private isSaid({ subject, says }: RowTold): boolean {
    return subject === this.subject && says !== null;
  }

  /** Mostly the last of its id: revisions become known in their order. */
  private tell(row: RowTold): void {
    const rows = this.ofId(row.id);
    const after = rows.findLastIndex((each) => this.placeOf(each) < this.placeOf(row));
    rows.splice(after + 1, 0, row);
  }

  private placeOf(row: RowTold): number {
    return this.places.get(row) ?? 0;
  }

  private ofId(id: string): RowTold[] {
    const rows = this.known.get(id) ?? [];
    this.known.set(id, rows);
    return rows;
  }
}
