import type { Day, NamedPeriod } from '../../kernel/day.js';
import { add, divide, multiply, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Derived, Measure } from '../../rulebook/parts/measure.js';
import type { Operand } from '../../rulebook/parts/condition.js';
import type { Stint } from './stint.js';

/** How a derived measure reads others, and which window it is over. */
export interface DerivedBy {
  readonly stint: Stint;
  readonly window: NamedPeriod;
  readonly known: Day;
  /** A measure, quota or attainment by its name; `null` where it is not known. */
  readonly read: (name: string) => Ratio | null;
  readonly number: (operand: Operand) => Ratio | null;
}

/** What a derived measure comes to; `null` where a part of it is not known, or nobody handed a result in yet. */
export function derivedValue(measure: Measure, derived: Derived, by: DerivedBy): Ratio | null {
  if (derived.kind === 'reported') return reported(measure.id, derived.by, by);
  if (derived.kind === 'weighted') return weighted(derived, by);
  const [a, b] = derived.of.map(by.read);
  if (!a || !b) return null;
  if (derived.kind === 'difference') return subtract(a, b);
  if (b.n !== 0n) return divide(a, b);
  return derived.ifZero === 'refuse' ? null : by.number(derived.ifZero);
}

/** Each part times its weight. An attainment without a quota is what `no-quota` says. */
function weighted({ parts, noQuota }: Extract<Derived, { kind: 'weighted' }>, by: DerivedBy): Ratio | null {
  let sum = ZERO;
  for (const { of, weight } of parts) {
    const instead = of.startsWith('attainment.') && noQuota !== 'refuse' ? by.number(noQuota) : null;
    const [value, times] = [by.read(of) ?? instead, by.number(weight)];
    if (!value || !times) return null;
    sum = add(sum, multiply(value, times));
  }
  return sum;
}

/** The newest result for the window that is dated by then; one for a first part of the window counts until one for more of it comes. */
function reported(id: string, of: 'participant' | 'team' | 'company', by: DerivedBy): Ratio | null {
  const { stint, window, known } = by;
  const subject = subjectOf(of, by);
  if (subject === undefined) return null;
  const result = stint.books.roster
    .resultsOf({ measure: id, of, subject })
    .findLast(
      ({ from, until, date }) =>
        from === window.from && until !== null && until <= window.until && date < known,
    );
  return result?.value ?? null;
}

function subjectOf(of: 'participant' | 'team' | 'company', { stint, known }: DerivedBy): string | undefined {
  if (of === 'company') return '';
  if (of === 'participant') return stint.participant;
  const day = Math.min(known, stint.segment.until) - 1;
  const team = stint.books.roster.factOn(stint.person, 'participant.team', day);
  return typeof team === 'string' ? team : undefined;
}
