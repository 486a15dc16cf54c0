import { inBracket } from '../../../conditions/verdict/say-verdict.js';
import { flat } from '../../../formulas/flat.js';
import type { Formula } from '../../../formulas/formula.js';
import { compare, multiply, ONE, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Operand, Pays, TierStart } from '../../../rulebook/rulebook.js';
import type { FactValue } from '../../../model/facts.js';
import { howOf } from '../../../values/say/say-value.js';
import type { Standing } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';
import { rateOf, type Epoch } from './epoch.js';
import type { Judged, Missing } from './judged.js';
import type { WindowCredits } from '../pieces.js';
import type { WindowReading } from './reading.js';

/** A tier in exact numbers, before whole ones are made of them. */
export interface ExactTier {
  readonly id: string;
  readonly start: Ratio;
  readonly inclusive: boolean;
  readonly rate: Ratio;
}

/** What applies to the credits of an epoch that share their rates. */
export interface ExactTerms {
  readonly formula: Formula;
  readonly tiers: readonly ExactTier[];
  /** What the modifiers multiply by. */
  readonly times: Ratio;
  /** The most that one booking earns. */
  readonly most: Ratio | null;
}

/** The terms of a window as they stand at the end of one pay period; each credit's are those of the version in force on its date. */
export interface SliceTerms {
  /** As the version in force at the end of the pay period measures it: what the earning says of the window. */
  readonly standing: Standing;
  readonly judge: (version: PlanVersion) => Judged;
  readonly exact: (epoch: Epoch, rates: number) => ExactTerms;
  /** What could not be found, in sentences. */
  readonly said: ReadonlySet<string>;
  /** Where the window stands for the credits of an epoch, where that is another question than where it stands at all. */
  readonly asAt: (epoch: Epoch) => Standing | undefined;
}

/** Finds the terms of a slice: tiers by quota and starts as seen at its end, rates as of the credit's own date. */
export function sliceTerms(
  credits: WindowCredits,
  at: Pick<SliceTerms, 'standing' | 'judge' | 'said' | 'asAt'> & Pick<Finding, 'missing'>,
): SliceTerms {
  const { judge, said, missing, asAt } = at;
  const found = new Map<Epoch, ExactTerms[]>();
  const exact = (epoch: Epoch, rates: number): ExactTerms => {
    const known = found.get(epoch) ?? [];
    found.set(epoch, known);
    const standing = known[rates] ? undefined : asAt(epoch);
    return (known[rates] ??= exactTerms(epoch, {
      ...judge(epoch.version),
      ...(standing ? { standing } : {}),
      missing,
      mostRate: mostRateOf(epoch, judge(epoch.version).reading),
      ...readerOf(credits, { epoch, rates, reading: judge(epoch.version).reading }),
    }));
  };
  return { standing: at.standing, judge, said, exact, asAt };
}

function mostRateOf({ incentive }: Epoch, reading: WindowReading): Ratio | undefined {
  const cap = incentive.modify.find((each) => each.kind === 'cap' && each.what === 'rate');
  return cap && 'at' in cap ? reading.number(cap.at) : undefined;
}

interface Finding extends Judged {
  /** What no rate may be above, where the plan caps it. */
  readonly mostRate: Ratio | undefined;
  readonly missing: Missing;
  readonly read: (operand: Operand) => Ratio | undefined;
  /** What made a value unknown, for a bracket. */
  readonly why: (name: string) => string;
}

function exactTerms(epoch: Epoch, by: Finding): ExactTerms {
  const formula = epoch.paid;
  const { times, most } = by.modified;
  if (formula.kind !== 'tiers')
    return { formula: epoch.formula, tiers: [allOf(formula.kind, formula.pays, by)], times, most };
  const onAttainment = formula.axis.startsWith('attainment.');
  if (onAttainment && by.standing.attainment === null) {
    if (formula.noQuota !== 'refuse') {
      const tier = allOf('no-quota', { what: formula.noQuota, times: null }, by);
      return { formula: flat, tiers: [tier], times, most };
    }
    by.missing(
      'NO_QUOTA',
      `There is no ${epoch.axis.quota ?? 'quota'} above zero${by.why(epoch.axis.quota ?? '')}, and ${epoch.incentive.id} pays nothing without one.`,
    );
    return nothing('no-quota', most);
  }
  const places = placesOf(formula.starts, epoch, by);
  if (!places) return nothing('no-start', most);
  const of = (onAttainment && by.standing.quota) || ONE;
  const tiers = formula.starts.map((start, index): ExactTier => {
    const place = multiply(places[index] ?? ZERO, of);
    return { id: start.id, start: place, inclusive: start.inclusive, rate: payRate(start, by) };
  });
  return { formula: epoch.formula, tiers, times, most };
}

/** Terms that pay nothing, where nobody can say what else. A deal that begins under them has its cap all the same, for what changes it later. */
function nothing(id: string, most: ExactTerms['most']): ExactTerms {
  return { formula: flat, tiers: [{ id, start: ZERO, inclusive: true, rate: ZERO }], times: ONE, most };
}

/** Where the tiers start for the person; `undefined`, with the trouble told, where a start is not known or lies below the one before it. */
function placesOf(starts: readonly TierStart[], epoch: Epoch, by: Finding): readonly Ratio[] | undefined {
  const places: Ratio[] = [];
  for (const { id, at } of starts) {
    const place = by.reading.number(at);
    const before = places.at(-1);
    const of = `${id} in ${epoch.incentive.id}`;
    if (!place) {
      by.missing(
        'NO_START',
        `The start of ${of} is not known${'name' in at ? by.why(at.name) : ''}, so nothing is paid until it is.`,
      );
      return undefined;
    }
    if (before && compare(place, before) < 0) {
      by.missing(
        'START_ORDER',
        `The start of ${of} lies below the tier before it, so nothing is paid until it is put right.`,
      );
      return undefined;
    }
    places.push(place);
  }
  return places;
}

function allOf(id: string, pays: Pays, by: Finding): ExactTier {
  return { id, start: ZERO, inclusive: true, rate: payRate(pays, by) };
}

function payRate(pays: Pays, by: Finding): Ratio {
  const rate = rateOf(pays, by.read);
  if (rate) return by.mostRate && compare(rate, by.mostRate) > 0 ? by.mostRate : rate;
  const name = 'name' in pays.what ? pays.what.name : 'the rate';
  by.missing('NO_RATE', `${name} is not known${by.why(name)}, so nothing is paid for it.`);
  return ZERO;
}

/** Reads operands as of the epoch: constants, dated facts of the person, and the credit's own rates; what hangs on the window, as that stands. */
function readerOf(
  credits: WindowCredits,
  at: { epoch: Epoch; rates: number; reading: WindowReading },
): Pick<Finding, 'read' | 'why'> {
  const { stint, combinations } = credits;
  const { version, rateColumns, from } = at.epoch;
  const isOfWindow = (name: string): boolean =>
    version.values.leaves([name]).some((leaf) => OF_WINDOW.test(leaf));
  const read = (operand: Operand): Ratio | undefined => {
    if ('quantity' in operand) return operand.quantity.value;
    if (!('name' in operand)) return undefined;
    const { name } = operand;
    if (version.dependsOnLine(name)) {
      const column = rateColumns.indexOf(version.rateNames.indexOf(name));
      return combinations.rate(stint, at.rates, column);
    }
    return asNumber(isOfWindow(name) ? at.reading.read(name) : stint.factOn(name, { version, day: from }));
  };
  const why = (name: string): string => {
    if (!version.values.get(name) || version.dependsOnLine(name)) return '';
    const leaf = (each: string): FactValue => stint.factOn(each, { version, day: from });
    const how = isOfWindow(name) ? at.reading.how : howOf(version.values, { day: from, leaf });
    return inBracket(how(name));
  };
  return { read, why };
}

const OF_WINDOW = /^(?:measure|quota|attainment)\./;

function asNumber(value: FactValue): Ratio | undefined {
  return typeof value === 'object' ? value : undefined;
}
