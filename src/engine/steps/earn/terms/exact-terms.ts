import { flat } from '../../../formulas/flat.js';
import type { Formula } from '../../../formulas/formula.js';
import type { Day } from '../../../kernel/day.js';
import { multiply, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Operand, Pays } from '../../../rulebook/rulebook.js';
import type { Standing } from '../../measure/measuring.js';
import { dependsOnLine } from '../../plan-version.js';
import { rateOf, type Epoch } from './epoch.js';
import type { Modified } from './modify.js';
import type { WindowReading } from './reading.js';
import type { WindowCredits } from '../pieces.js';

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
}

/** What could not be found, in a code and a sentence. */
export type Missing = (code: string, message: string) => void;

/** The terms of a window as they stand at the end of one pay period. */
export interface SliceTerms {
  readonly standing: Standing;
  readonly modified: Modified;
  readonly exact: (epoch: Epoch, rates: number) => ExactTerms;
  /** What could not be found, in sentences. */
  readonly said: ReadonlySet<string>;
}

/** Finds the terms of a slice: tiers by quota and starts as seen at its end, rates as of the credit's own date. */
export function sliceTerms(
  credits: WindowCredits,
  at: Omit<Finding, 'read'> & Pick<SliceTerms, 'modified' | 'said'>,
): SliceTerms {
  const found = new Map<Epoch, ExactTerms[]>();
  const exact = (epoch: Epoch, rates: number): ExactTerms => {
    const known = found.get(epoch) ?? [];
    found.set(epoch, known);
    return (known[rates] ??= exactTerms(epoch, { ...at, read: readerOf(credits, epoch, rates) }));
  };
  return { standing: at.standing, modified: at.modified, said: at.said, exact };
}

interface Finding {
  readonly standing: Standing;
  readonly reading: WindowReading;
  readonly missing: Missing;
  readonly read: (operand: Operand) => Ratio | undefined;
}

function exactTerms(epoch: Epoch, by: Finding): ExactTerms {
  const { formula } = epoch.incentive;
  if (formula.kind !== 'tiers')
    return { formula: epoch.formula, tiers: [allOf(formula.kind, formula.pays, by)] };
  const onAttainment = formula.axis.startsWith('attainment.');
  if (onAttainment && by.standing.attainment === null) {
    if (formula.noQuota !== 'refuse')
      return { formula: flat, tiers: [allOf('no-quota', { what: formula.noQuota, times: null }, by)] };
    by.missing(
      'NO_QUOTA',
      `There is no ${epoch.axis.quota ?? 'quota'} above zero, and ${epoch.incentive.id} pays nothing without one.`,
    );
    return { formula: flat, tiers: [{ id: 'no-quota', start: ZERO, inclusive: true, rate: ZERO }] };
  }
  if (epoch.formula.name.includes('marginal') && epoch.axis.sum !== epoch.base.sum) {
    by.missing(
      'BASE_NOT_AXIS',
      `${epoch.incentive.id} pays slices of ${epoch.axis.id} but on ${epoch.base.id}; marginal tiers pay on what they measure.`,
    );
  }
  const tiers = formula.starts.map((start) => {
    const at = by.reading.number(start.at);
    if (!at) by.missing('NO_START', `The start of ${start.id} in ${epoch.incentive.id} is not known.`);
    const from = at ?? ZERO;
    const place = onAttainment && by.standing.quota ? multiply(from, by.standing.quota) : from;
    return { id: start.id, start: place, inclusive: start.inclusive, rate: payRate(start, by) };
  });
  return { formula: epoch.formula, tiers };
}

function allOf(id: string, pays: Pays, by: Finding): ExactTier {
  return { id, start: ZERO, inclusive: true, rate: payRate(pays, by) };
}

function payRate(pays: Pays, by: Finding): Ratio {
  if ('quantity' in pays.what && pays.what.quantity.unit.kind === 'money') {
    by.missing('PAYS_AMOUNT', 'An amount is written where only a rate can be paid; write a percentage.');
    return ZERO;
  }
  const rate = rateOf(pays, by.read);
  if (rate) return rate;
  const name = 'name' in pays.what ? pays.what.name : 'the rate';
  by.missing('NO_RATE', `${name} is not known, so nothing is paid for it.`);
  return ZERO;
}

/** Reads operands as of the epoch: constants, dated facts of the person, and the credit's own rates. */
function readerOf(
  credits: WindowCredits,
  epoch: Epoch,
  rates: number,
): (operand: Operand) => Ratio | undefined {
  const { stint, combinations } = credits;
  const { version, rateColumns, from } = epoch;
  return (operand) => {
    if ('quantity' in operand) return operand.quantity.value;
    if (!('name' in operand)) return undefined;
    if (!dependsOnLine(operand.name))
      return asNumber(stint.books.roster.factOn(stint.person, operand.name, from));
    const column = rateColumns.indexOf(version.rateNames.indexOf(operand.name));
    return combinations.rate(stint, rates, column);
  };
}

function asNumber(value: Ratio | Day | string | undefined): Ratio | undefined {
  return typeof value === 'object' ? value : undefined;
}
