import type { Day } from '../../../kernel/day.js';
import type { EarningLine } from '../../../model/result.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import type { Paid, SharedProgram } from '../sharing.js';
import type { Refusals } from './refusals.js';
import { centsOf, ofBooking, runOf, type Unit } from './units.js';

/** Runs of a SPIFF that have settled before another, by their first days, and what everybody has of them. */
export interface SettledRuns {
  readonly runs: ReadonlySet<Day>;
  readonly paid: readonly Paid[];
}

/** Where none has. */
export const NONE_SETTLED: SettledRuns = { runs: new Set(), paid: [] };

type Of = NonNullable<Unit['of']>;

/** What was asked of a deal in a run that has settled, as known now, and what was paid of it. */
interface Known {
  readonly of: Of;
  readonly run: Day;
  asked: bigint;
  paid: bigint;
}

/** Enters what runs that have settled paid by bookings, and refused, as known now. */
export function enterSettled(
  refusals: Refusals,
  { settled, units, program }: { settled: SettledRuns; units: readonly Unit[]; program: SharedProgram },
): void {
  const known = new Map<string, Known>();
  const entryOf = (of: Of, run: Day): Known => {
    const key = `${run} ${of.whose} ${of.deal}`;
    const entry = known.get(key) ?? { of, run, asked: 0n, paid: 0n };
    known.set(key, entry);
    return entry;
  };
  for (const unit of units)
    if (unit.of && settled.runs.has(runOf(unit))) entryOf(unit.of, runOf(unit)).asked += centsOf(unit.lines);
  for (const { who, earned, under } of settled.paid)
    for (const line of under ? [] : earned.lines) {
      const of = ofLine(line, { who, earned, under }, program);
      if (of) entryOf(of.of, of.run).paid += line.amount;
    }
  for (const { of, run, asked, paid } of known.values())
    refusals.enterSettled(of, { asked, paid }, { run, budget: budgetIn(run, program), isSettled: true });
}

/** The budget of a run, as its last version has it. */
function budgetIn(run: Day, program: SharedProgram): Budget | null {
  const versions = program.books.plans.versions(program.id);
  const last = versions.findLast(({ unbroken }) => unbroken.from === run);
  return last ? program.budgetOf(last) : null;
}

function ofLine(
  line: EarningLine,
  { who, earned }: Paid,
  program: SharedProgram,
): { of: Of; run: Day } | undefined {
  const { books, nets } = who.program;
  if (!line.credit) return undefined;
  const booking = nets.nameOf(books.lines.booking.at(line.credit.line));
  const version = books.plans.on(program.id, books.lines.date.at(line.credit.line));
  return { of: ofBooking(booking, earned.earning, program), run: version?.unbroken.from ?? 0 };
}
