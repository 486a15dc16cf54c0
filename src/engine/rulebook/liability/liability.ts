import { add, compare, multiply, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';
import { sayMoney } from '../../explain/say-numbers.js';
import type { FactCatalogue, Incentive, Spiff } from '../rulebook.js';
import { amountOf } from './amount-of.js';
import { windowsIn } from './windows-in.js';

/** The most that something may cost, in the SPIFF's currency: for all together, and what each person who takes part may add. */
export interface Cost {
  readonly all: Ratio;
  readonly each: Ratio;
}

/** The largest possible liability of a SPIFF version, before anything is sold. */
export interface Liability {
  readonly currency: string;
  /** Null where nothing bounds it. */
  readonly most: Cost | null;
  /** Whether the budget is what bounds it, rather than what is paid. */
  readonly byBudget: boolean;
  /** What each incentive may cost, in the order of the document; null where nothing bounds it, and what would. */
  readonly parts: readonly (Part & { readonly incentive: string })[];
}

interface Part {
  readonly most: Cost | null;
  readonly says: string;
}

/**
 * The largest possible liability of a version, in its own days: prizes or pool × windows, places for the first × amount, a cap for each person × windows;
 * or the budget where it is less, which bounds everything. Numbers that are no constants bound nothing.
 */
export function liabilityOf(spiff: Spiff, facts: FactCatalogue): Liability {
  const parts = spiff.incentives.map((incentive) => ({
    incentive: incentive.id,
    ...partOf(incentive, spiff, facts),
  }));
  const paid = parts.reduce<Cost | null>(
    (sum, { most }) => sum && most && { all: add(sum.all, most.all), each: add(sum.each, most.each) },
    { all: ZERO, each: ZERO },
  );
  const budget = spiff.budget && amountOf(spiff.budget.amount);
  const byBudget = budget !== null && (!paid || paid.each.n > 0n || compare(budget, paid.all) < 0);
  const most = byBudget ? { all: budget, each: ZERO } : paid;
  return { currency: spiff.currency, most, byBudget, parts };
}

/** The liability in a sentence. */
export function sayLiability({ id }: Spiff, { currency, most, byBudget, parts }: Liability): string {
  if (!most) {
    const open = parts.filter((part) => part.most === null);
    return `${id} may cost any amount: ${open.map(({ incentive, says }) => `${incentive} ${says}`).join('; ')}.`;
  }
  const all = `${sayMoney(most.all)} ${currency}`;
  if (byBudget) return `${id} costs at most ${all}: its budget.`;
  const made = parts.map(({ incentive, says }) => `${incentive} ${says}`).join('; ');
  if (most.each.n === 0n) return `${id} costs at most ${all}: ${made}.`;
  const each = `${sayMoney(most.each)} ${currency} for each person who takes part`;
  return `${id} costs at most ${most.all.n === 0n ? '' : `${all} and `}${each}: ${made}.`;
}

function partOf(incentive: Incentive, spiff: Spiff, facts: FactCatalogue): Part {
  const { formula } = incentive;
  const say = (amount: Ratio): string => `${sayMoney(amount)} ${spiff.currency}`;
  if (formula.kind === 'contest') {
    const prizes = formula.prizes.map(amountOf);
    const windows = windowsIn(spiff, facts, formula.rankBy);
    if (formula.ties === 'all-higher')
      return open('pays a prize to all who tie; `ties: share` or a budget would bound it');
    return times(prizes, windows, { what: prizes.length === 1 ? 'a prize' : `${prizes.length} prizes`, say });
  }
  if (formula.kind === 'pool')
    return 'of' in formula.size
      ? open('shares a part of what all bring; an amount or a budget would bound it')
      : times([amountOf(formula.size)], windowsIn(spiff, facts, formula.over), { what: 'a pool', say });
  const cap = capOf(incentive, spiff, facts);
  if (formula.kind !== 'first-n')
    return cap
      ? { most: { all: ZERO, each: cap }, says: `${say(cap)} for each by its cap` }
      : open('has no cap; a cap on the earning or a budget would bound it');
  const pays = amountOf(formula.pays);
  if (!pays) return open('pays an amount that is no constant; a constant or a budget would bound it');
  const places = multiply(pays, ratio(BigInt(formula.count)));
  const says = `${formula.count} places of ${say(pays)}`;
  if (formula.each === 'company') return { most: { all: places, each: ZERO }, says };
  const least = cap && compare(cap, places) < 0 ? cap : places;
  return { most: { all: ZERO, each: least }, says: `${says} for each${least === cap ? ' by its cap' : ''}` };
}

function times(
  amounts: readonly (Ratio | null)[],
  windows: number | null,
  { what, say }: { what: string; say: (amount: Ratio) => string },
): Part {
  const sum = amounts.reduce((all, amount) => all && amount && add(all, amount), ZERO);
  if (!sum) return open('pays an amount that is no constant; a constant or a budget would bound it');
  if (windows === null) return open('has no last window; `until` or a budget would bound it');
  const all = multiply(sum, ratio(BigInt(windows)));
  const often = windows === 1 ? '' : ` in each of ${windows} windows`;
  return {
    most: { all, each: ZERO },
    says: `${what} of ${say(sum)}${amounts.length === 1 ? '' : ' together'}${often}`,
  };
}

/** What the cap on one person's earning comes to over all its windows. */
function capOf({ modify }: Incentive, spiff: Spiff, facts: FactCatalogue): Ratio | null {
  const cap = modify.find((each) => each.kind === 'cap' && each.what === 'earning' && each.excess === 'lost');
  if (cap?.kind !== 'cap') return null;
  const at = amountOf(cap.at);
  const windows = windowsIn(spiff, facts, cap.window ?? 'plan-to-date');
  return at && windows !== null ? multiply(at, ratio(BigInt(windows))) : null;
}

function open(says: string): Part {
  return { most: null, says };
}
