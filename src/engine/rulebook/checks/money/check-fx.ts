import { writeDay, type Period } from '../../../kernel/day.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Plan, Rulebook } from '../../rulebook.js';

/** Judges what a plan says of currencies: that it is known whose day's rate is meant. */
export function checkFx(plan: Plan): Finding[] {
  const { fx, incentives, payEvery, measures } = plan;
  // The last days are read at the end of a pay period, which has an end.
  const endless = measures.some(({ window, rolling }) => window === 'plan-to-date' && rolling === undefined);
  const windows = [
    ...(fx?.pay?.date === 'end-of-window' ? ['fx.pay.date'] : []),
    ...incentives.flatMap((each, index) =>
      each.fx?.pay.date === 'end-of-window' ? [`incentives.${index}.fx.pay.date`] : [],
    ),
  ];
  return [
    ...(fx?.credit?.date === 'end-of-pay-period' && payEvery === null
      ? [errorAt('fx.credit.date', WHICH_PERIOD)]
      : []),
    ...(endless ? windows.map((path) => errorAt(path, NO_END)) : []),
  ];
}

/** A set of rates that a plan converts by. */
export interface ConversionAsked {
  readonly of: 'credit' | 'pay';
  readonly plan: string;
  readonly currency: string;
  readonly rates: string;
  readonly path: string;
}

/** The conversions of a plan, by their places in it. */
export function conversionsOf({ id: plan, currency, fx, incentives }: Plan): ConversionAsked[] {
  const asked = (of: 'credit' | 'pay', rates: string | undefined, path: string): ConversionAsked[] =>
    rates === undefined ? [] : [{ of, plan, currency, rates, path }];
  return [
    ...asked('credit', fx?.credit?.rates, 'fx.credit'),
    ...asked('pay', fx?.pay?.rates, 'fx.pay'),
    ...incentives.flatMap((each, index) => asked('pay', each.fx?.pay.rates, `incentives.${index}.fx.pay`)),
  ];
}

/** What the data at hand have of currencies: the sets of rates, each with one currency to and from which it converts, and who is paid in which. */
export interface CurrenciesAtHand {
  readonly pairs: readonly { readonly set: string; readonly from: string; readonly to: string }[];
  /** How many people on a plan are paid in a currency. */
  readonly paid: readonly { readonly plan: string; readonly currency: string; readonly people: number }[];
}

/** The conversions of all plans and SPIFFs, and the plans whose people may be paid in another currency. */
export interface CurrenciesAsked {
  readonly conversions: readonly ConversionAsked[];
  readonly plans: readonly {
    readonly plan: string;
    readonly currency: string;
    readonly on: Period;
    readonly path: string;
  }[];
}

/** What is to be asked of the data at hand. */
export function currenciesAsked({ plans, spiffs = [] }: Rulebook): CurrenciesAsked {
  const under = (kind: string, all: readonly Plan[]): ConversionAsked[] =>
    all.flatMap((plan, index) =>
      conversionsOf(plan).map((each) => ({ ...each, path: `${kind}.${index}.${each.path}.rates` })),
    );
  const silent = plans.flatMap(({ id, currency, effective, fx, incentives }, index) =>
    fx?.pay || incentives.every((each) => each.fx)
      ? []
      : [{ plan: id, currency, on: effective, path: `plans.${index}.currency` }],
  );
  return { conversions: [...under('plans', plans), ...under('spiffs', spiffs)], plans: silent };
}

/** Rate sets that nobody handed in, or not to or from the currency of the plan; and people paid in a currency that their plan does not convert to. */
export function checkCurrenciesAtHand(asked: CurrenciesAsked, { pairs, paid }: CurrenciesAtHand): Finding[] {
  const sets = [...new Set(pairs.map(({ set }) => set))];
  const missing = asked.conversions.flatMap(({ of, currency, rates, path }) => {
    if (!sets.includes(rates)) return [warningAt(path, noSet(rates, sets), rates)];
    const converts = pairs.some(
      (pair) => pair.set === rates && (of === 'credit' ? pair.to === currency : pair.from === currency),
    );
    return converts ? [] : [warningAt(path, noPair(rates, of, currency), rates)];
  });
  const unpaid = asked.plans.flatMap(({ plan, currency, on, path }) =>
    paid
      .filter((each) => each.plan === plan && each.currency !== currency)
      .map((each) => warningAt(path, paidOtherwise(each, currency, on))),
  );
  return [...missing, ...unpaid];
}

function noSet(rates: string, sets: readonly string[]): Fault {
  const message = `Nobody has handed in a set of rates ${rates}, so nothing can be converted by it.`;
  return { code: 'NO_RATES', message, remedy: suggest(rates, sets, 'Import fx-rates of that set.') };
}

function noPair(rates: string, of: 'credit' | 'pay', currency: string): Fault {
  const pair = of === 'credit' ? `to ${currency}` : `from ${currency}`;
  const message = `The set of rates ${rates} has no rate ${pair}; a rate the other way round is not turned.`;
  return { code: 'NO_RATES', message, remedy: `Import fx-rates ${pair} in ${rates}, or name another set.` };
}

function paidOtherwise(
  { plan, currency: to, people }: CurrenciesAtHand['paid'][number],
  currency: string,
  { from }: Period,
): Fault {
  const who = people === 1 ? 'One person' : `${people} people`;
  return {
    code: 'PAY_CURRENCY',
    message: `${who} on ${plan} ${people === 1 ? 'is' : 'are'} paid in ${to} from ${writeDay(from)} on, and the plan pays in ${currency}.`,
    remedy: 'Write `fx: { pay: { rates: …, date: end-of-month } }`, or correct their pay currency.',
  };
}

const WHICH_PERIOD: Fault = {
  code: 'UNDECLARED',
  message: 'The plan does not say how often it pays, so nothing says which pay period a booking falls in.',
  remedy: 'Write `pay-every:`, or `date: end-of-month` or `booking-date`.',
};
const NO_END: Fault = {
  code: 'CALENDAR',
  message: 'A measure of the plan adds up over the whole plan, which has no end to take a rate from.',
  remedy: 'Write `date: end-of-pay-period`, `end-of-month` or `start-of-year`.',
};
