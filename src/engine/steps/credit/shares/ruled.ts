import { CHANGES } from '../../../model/derived/related-facts.js';
import { citeRuling, CreditRulings, sayTied, type CreditRuling } from '../../../model/credit-ruling.js';
import type { BookingLine } from '../../../model/facts.js';
import type { Giver } from '../credit-book.js';
import type { Division } from '../share-out.js';

/** What people have ruled for a line: parts and who gives them, the house with its reason, or several rulings of which none decides. */
export type Ruled =
  | { readonly giver: Giver; readonly division: Division }
  | { readonly house: string }
  | { readonly tied: string };

/** Rulings by people, ready to decide lines before the policy does. */
export class RuledCredit {
  private readonly rulings: CreditRulings;
  private readonly ready = new Map<CreditRuling, Ruled>();
  private readonly changes: number;
  private readonly isEmpty: boolean;

  constructor(rulings: readonly CreditRuling[], lineFacts: readonly string[]) {
    this.rulings = new CreditRulings(rulings);
    this.changes = lineFacts.indexOf(CHANGES);
    this.isEmpty = rulings.length === 0;
  }

  /** What decides a line before the policy is asked. */
  on(line: BookingLine): Ruled | undefined {
    if (this.isEmpty) return undefined;
    const changes = line.facts[this.changes];
    const { source, booking, account, date } = line;
    const by = { source, booking, account, date, changes: typeof changes === 'string' ? changes : null };
    const found = this.rulings.on(by);
    const [only] = found;
    if (!only) return undefined;
    if (found.length > 1) return { tied: sayTied(found) };
    const known = this.ready.get(only) ?? readyOf(only);
    this.ready.set(only, known);
    return known;
  }
}

function readyOf(ruling: CreditRuling): Ruled {
  if (ruling.to === 'house') return { house: citeRuling(ruling) };
  const shares = ruling.to.map(({ participant, parts }) => ({ person: participant, parts }));
  const of = shares.reduce((sum, { parts }) => sum + parts, 0);
  return {
    giver: { rule: citeRuling(ruling), gives: 'own', whole: -1 },
    division: { shares: of === 0 ? [] : shares, of, nobody: [] },
  };
}
