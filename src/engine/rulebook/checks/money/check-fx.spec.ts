import { rulebookOf } from '../../../../../test/support/situation.js';
import { measure, plan } from '../../../../../test/support/sample-rules.js';
import type { Conversion, Fx, PayRateDay, Plan, Rulebook } from '../../rulebook.js';
import { checkCurrenciesAtHand, checkFx, currenciesAsked } from './check-fx.js';

const BY = { rates: 'market', round: null, corrections: 'stand' } as const;
const pay = (date: PayRateDay): Conversion<PayRateDay> => ({ ...BY, date });
const PAYS: Fx = { credit: null, pay: pay('end-of-month') };

function rules(of: Plan): Rulebook {
  return rulebookOf({ people: [], bookings: [], plans: [of] });
}

function found(of: Plan): readonly string[] {
  return checkFx(of).map(({ code, path, severity }) => `${severity} ${code} ${path}`);
}

describe('the check of currencies', () => {
  it('finds nothing where it is said', () => {
    const credit = { ...BY, date: 'end-of-pay-period' } as const;
    expect(found(plan())).toEqual([]);
    expect(found(plan({ payEvery: 'month', fx: { credit, pay: pay('start-of-year') } }))).toEqual([]);
  });

  it('wants a pay period where its end is the day, and an end where that of the window is', () => {
    const credit = { ...BY, date: 'end-of-pay-period' } as const;
    expect(found(plan({ fx: { credit, pay: null } }))).toEqual(['error UNDECLARED fx.credit.date']);
    const endless = plan({
      measures: [measure({ window: 'plan-to-date' })],
      fx: { credit: null, pay: pay('end-of-window') },
    });
    expect(found(endless)).toEqual(['error CALENDAR fx.pay.date']);
    const recent = measure({ id: 'recent', window: 'plan-to-date', rolling: 90, negative: 'zero' });
    expect(found({ ...endless, measures: [measure(), recent] })).toEqual([]);
  });
});

describe('currencies and the data at hand', () => {
  const credit = { ...BY, date: 'booking-date' } as const;
  const EUROS = { set: 'market', from: 'EUR', to: 'USD' };
  const asked = currenciesAsked(rules(plan({ fx: { credit, pay: null } })));

  function told(atHand: Partial<Parameters<typeof checkCurrenciesAtHand>[1]>, of = asked): readonly string[] {
    return checkCurrenciesAtHand(of, { pairs: [], paid: [], ...atHand }).map(
      ({ code, path, message, remedy }) => `${code} ${path} ${message} ${remedy}`,
    );
  }

  it('miss a set that nobody handed in, with the one that may be meant', () => {
    expect(told({ pairs: [{ ...EUROS, set: 'markets' }] })).toEqual([
      'NO_RATES plans.0.fx.credit.rates Nobody has handed in a set of rates market, so nothing can be converted by it. Did you mean markets?',
    ]);
    expect(told({ pairs: [EUROS] })).toEqual([]);
  });

  it('do not turn a rate round', () => {
    expect(told({ pairs: [{ set: 'market', from: 'USD', to: 'EUR' }] })).toEqual([
      'NO_RATES plans.0.fx.credit.rates The set of rates market has no rate to USD; a rate the other way round is not turned. Import fx-rates to USD in market, or name another set.',
    ]);
  });

  it('name a plan whose people are paid in another currency, unless it converts pay', () => {
    const paid = [
      { plan: 'ae', currency: 'INR', people: 2 },
      { plan: 'ae', currency: 'USD', people: 5 },
    ];
    expect(told({ pairs: [EUROS], paid })).toEqual([
      'PAY_CURRENCY plans.0.currency 2 people on ae are paid in INR from 2000-01-01 on, and the plan pays in USD. Write `fx: { pay: { rates: …, date: end-of-month } }`, or correct their pay currency.',
    ]);
    const converting = currenciesAsked(rules(plan({ fx: PAYS })));
    expect(told({ pairs: [{ set: 'market', from: 'USD', to: 'INR' }], paid }, converting)).toEqual([]);
  });
});
