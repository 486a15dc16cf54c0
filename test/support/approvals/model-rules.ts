/** The judged terms of a deal, in percent. */
export interface Terms {
  readonly discount: number;
  readonly margin: number;
}

/** A level that was decided by people, and what they saw. `of` is the submission it belongs to. */
export interface Decided {
  readonly level: string;
  readonly row: string;
  readonly asked: string;
  readonly people: readonly string[];
  readonly decision: 'approved' | 'rejected';
  readonly terms: Terms;
  readonly at: number;
  readonly of: number;
}

/** Who is there, and whom the seller reports to. */
export class ModelOrganisation {
  readonly managers = new Map<string, string>([
    ['ana', 'mia'],
    ['mia', 'dan'],
    ['dan', 'vic'],
  ]);
  readonly gone = new Set<string>();

  managerOf(person: string): string | null {
    return this.managers.get(person) ?? null;
  }

  isHere(person: string): boolean {
    return !this.gone.has(person);
  }
}

const LADDER = ['manager', 'director', 'vp'];
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  director: ['dan'],
  vp: ['vic'],
  desk: ['kim', 'lou', 'max'],
};

/** The levels that terms need, each with the row of the matrix that asks for it. */
export function needsOf({ discount, margin }: Terms): { level: string; row: string }[] {
  const [row, height] =
    discount > 30 ? ['thirty', 3] : discount > 20 ? ['twenty', 2] : discount > 10 ? ['ten', 1] : ['', 0];
  const ladder = LADDER.slice(0, height as number).map((level) => ({ level, row: row as string }));
  return margin < 40 ? [...ladder, { level: 'desk', row: 'thin' }] : ladder;
}

/** Who decides at a level now: of the next level of the ladder where all of it sell the deal; nothing where too few are left. */
export function deciders(
  level: string,
  { seller, organisation }: { readonly seller: string; readonly organisation: ModelOrganisation },
): { level: string; people: string[]; quorum: number } | null {
  const manager = organisation.managerOf(seller);
  const meant = level === 'manager' ? (manager === null ? [] : [manager]) : (MEMBERS[level] ?? []);
  const people = meant.filter((person) => person !== seller && organisation.isHere(person));
  const quorum = level === 'desk' ? 2 : 1;
  if (people.length >= quorum) return { level, people, quorum };
  const own = meant.length > 0 && meant.every((person) => person === seller && organisation.isHere(person));
  const next = LADDER[LADDER.indexOf(level) + 1];
  return own && next !== undefined ? deciders(next, { seller, organisation }) : null;
}

/** Whether some earlier decision of people still meets a level: nothing that its row tests got worse, who decided may still, and nobody rejected it since. */
export function carriedIn(
  decisions: readonly Decided[],
  { level, row, terms }: { readonly level: string; readonly row: string; readonly terms: Terms },
  organisation: ModelOrganisation,
): boolean {
  return decisions.some((each) => {
    if (each.level !== level || each.decision !== 'approved') return false;
    const isWorse =
      level === 'desk' ? terms.margin < each.terms.margin - 1 : terms.discount > each.terms.discount;
    const mayStill = each.people.every(
      (person) =>
        organisation.isHere(person) &&
        (each.asked === 'manager' || (MEMBERS[each.asked] ?? []).includes(person)),
    );
    const isRejected = decisions.some(
      (other) =>
        other.decision === 'rejected' &&
        other.at > each.at &&
        other.row === row &&
        (other.level === level || (level !== 'desk' && LADDER.indexOf(other.level) >= LADDER.indexOf(level))),
    );
    return !isWorse && mayStill && !isRejected;
  });
}
