import { namesIn } from '../../../engine/conditions/fact-places.js';
import { readInPlanCurrency } from '../../../engine/explain/fx/in-plan-currency.js';
import { whyUncounted, type Uncounting } from '../../../engine/explain/why-uncounted.js';
import { payingIn } from '../../../engine/rulebook/reads/paying.js';
import type { Plan, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { NAMES_READ } from '../../../engine/values/names/names-read.js';
import { howOf } from '../../../engine/values/say/say-value.js';
import type { NamedValues } from '../../../engine/values/named-values.js';
import { valuesOf } from '../../../engine/values/values-of.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { bookingKey } from '../../bookings/api/booking-list.service.js';
import type { CreditedLine, StoredEarning } from '../reading/read-earnings.js';
import { namesOfLine, readJudgedLines, type JudgedLine, type Knowing } from '../rulings/judged-lines.js';
import { ofUnseen, sayUnseen, type SeenLines } from '../rulings/other-bookings.js';

/** A credit that no incentive counts, and what says so. */
export interface UncountedCredit {
  readonly line: CreditedLine;
  readonly because: readonly Uncounting[];
}

/** What was known when the credits were judged. */
export interface Judging extends Omit<Knowing, 'names'> {
  readonly rulebook: Rulebook;
}

/** Earnings of credits that no incentive counts, as far as the actor sees them. */
export interface Uncounted {
  readonly earnings: readonly StoredEarning[];
  readonly lines: ReadonlyMap<string, readonly CreditedLine[]>;
  /** Of whom the actor sees the facts of the person, beside the pay. */
  readonly known: ReadonlySet<string>;
  readonly seen: SeenLines;
}

/** Credits of one earning that are explained; the reason of the others is the same plan's. */
const MOST = 20;

/**
 * Why the plans of some earnings count none of their credits, by the earning's id: for the first credits of each. The transaction sees
 * everything that the calculation read; what is told has no fact of a person whose facts the actor does not see.
 */
export async function uncountedCredits(
  tx: Transaction,
  judging: Judging,
  { earnings, lines, known, seen }: Uncounted,
): Promise<ReadonlyMap<string, readonly UncountedCredit[]>> {
  const shown = [...lines.values()].flatMap((all) => all.slice(0, MOST));
  const { rulebook } = judging;
  const leaves = payingIn(rulebook).flatMap((plan) => valuesOf(plan, rulebook).leaves(namesInPlan(plan)));
  const names = [...new Set(leaves)];
  const judged = await readJudgedLines(tx, { ...judging, names }, [
    shown.map(({ booking }) => booking.source),
    shown.map(({ booking }) => booking.booking),
  ]);
  const byKey = new Map(judged.map((line) => [`${bookingKey(line)} ${line.line}`, line]));
  return new Map(
    earnings.map((stored) => {
      const credits = (lines.get(stored.id) ?? []).slice(0, MOST);
      return [
        stored.id,
        credits.map((line) => ({ line, because: because(stored, { line, byKey, judging, known, seen }) })),
      ];
    }),
  );
}

function because(
  { earning }: StoredEarning,
  of: {
    line: CreditedLine;
    byKey: ReadonlyMap<string, JudgedLine>;
    judging: Judging;
    known: ReadonlySet<string>;
    seen: SeenLines;
  },
): readonly Uncounting[] {
  const { source, booking: id, line: number, date } = of.line.booking;
  const { rulebook, roster } = of.judging;
  const line = of.byKey.get(`${bookingKey({ source, id })} ${number}`);
  const plan = payingIn(rulebook).find(
    (each) => each.id === earning.plan && each.fingerprint === earning.version,
  );
  if (!plan || !line) return [];
  const person = roster.numberOf(earning.participant);
  const values = valuesOf(plan, rulebook);
  const reader = values.reader(NAMES_READ);
  const asBooked = namesOfLine(line, (name) =>
    person === undefined ? undefined : roster.factOn(person, name, date),
  );
  const names = readInPlanCurrency(asBooked, of.line.line.credit.booked, { facts: rulebook.facts, plan });
  const because = whyUncounted(plan, of.line.line.credit.kind, {
    read: (name) => reader(name)(names),
    how: howOf(values, names),
  });
  const hides = { line, values, seen: of.seen, known: of.known.has(earning.participant) };
  return because.map((each) => withoutValues(plan, each, hides));
}

/** What failed without what it found, where that is a fact of a person, or hangs on bookings, that are not seen. */
function withoutValues(
  plan: Plan,
  { id, because }: Uncounting,
  by: { line: JudgedLine; values: NamedValues; seen: SeenLines; known: boolean },
): Uncounting {
  const when = [...plan.measures, ...plan.incentives].find((each) => each.id === id)?.when;
  const names = when ? namesIn(when, new Map(plan.conditions.map((each) => [each.id, each.when]))) : [];
  const isPersons = (name: string): boolean => /^(?:participant|assignment)\./.test(name);
  const hidden = by.known ? [] : names.filter((name) => by.values.leaves([name]).some(isPersons));
  if (hidden.length > 0)
    return { id, because: [`It tests ${hidden.join(' and ')}, which you do not see of them now.`] };
  const unseen = ofUnseen(names, by.line, by);
  return unseen.length > 0 ? { id, because: [sayUnseen(unseen)] } : { id, because };
}

function namesInPlan({ conditions, measures, incentives }: Plan): readonly string[] {
  const named = new Map(conditions.map(({ id, when }) => [id, when]));
  return [...measures, ...incentives].flatMap(({ when }) => (when ? namesIn(when, named) : []));
}
