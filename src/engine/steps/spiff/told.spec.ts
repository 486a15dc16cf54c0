import { measure, operand, plan, policy } from '../../../../test/support/sample-rules.js';
import { calculated, type Booked, type Handed, type Situation } from '../../../../test/support/situation.js';
import {
  budget,
  capAt,
  contest,
  first,
  paidBySpiff,
  pool,
  sold,
  spiff,
  type SoldRow,
} from '../../../../test/support/spiffs/sample-spiffs.js';
import { divide, ratio } from '../../kernel/ratio.js';
import { readCondition } from '../../conditions/read-condition.js';
import { explain } from '../../explain/explain.js';
import type { Condition, Plan, Spiff } from '../../rulebook/rulebook.js';

const AFTER = sold(['Z', 'dee', '2026-06-30', '1']);
const PEOPLE = ['ana', 'ben', 'cho', 'dee'].map((id) => ({ id }));

function told(changes: Partial<Spiff>, bookings: readonly Booked[], more: Partial<Situation> = {}) {
  const all = { people: PEOPLE, spiffs: [spiff(changes)], bookings: [...bookings, ...AFTER], ...more };
  return calculated(all).earnings.flatMap(({ earning, lines }) =>
    earning.plan === 'sprint' ? [`${earning.participant}: ${explain(earning, lines).says}`] : [],
  );
}

function condition(plain: unknown): Condition {
  const read = readCondition(plain, '');
  if (!('condition' in read)) throw new Error('the condition of a test cannot be read');
  return read.condition;
}

const ROWS: readonly SoldRow[] = [
  ['A', 'ana', '2026-05-10', '90,000', 1],
  ['B', 'ben', '2026-05-11', '60,000', 2],
  ['C', 'cho', '2026-05-12', '19,000', 3],
];

describe('what is told of a SPIFF', () => {
  it('a place and its prize, a place without one, and by how much the minimum was missed', () => {
    const one = contest(['3,000 USD'], { minimum: operand('20,000 USD') });
    expect(told({ incentives: [one] }, sold(...ROWS))).toEqual([
      'ana: 90,000 USD credited since 2026-05-01: on place 1, which has a prize of 3,000.00 USD.',
      'ben: 60,000 USD credited since 2026-05-01, and earns nothing: place 2 has no prize; only the first has one.',
      'cho: 19,000 USD credited since 2026-05-01, and earns nothing: 19,000 USD is below the minimum of 20,000 USD, by 1,000 USD.',
    ]);
  });

  it('a part of a pool and its size, and which test of it failed by how much', () => {
    const among = condition({ 'measure.sold': '>= 20,000 USD' });
    expect(
      told({ incentives: [pool('10,000 USD', { among, sharedBy: 'measure.sold' })] }, sold(...ROWS)),
    ).toEqual([
      'ana: 90,000 USD credited since 2026-05-01: 60% of the pool of 10,000.00 = 6,000.00 USD.',
      'ben: 60,000 USD credited since 2026-05-01: 40% of the pool of 10,000.00 = 4,000.00 USD.',
      expect.stringMatching(
        /^cho: 19,000 USD credited since 2026-05-01, and earns nothing: .*measure\.sold.*1,000/,
      ),
    ]);
  });

  it('a place among the first, and who came when all were taken', () => {
    expect(told({ incentives: [first(2)] }, sold(...ROWS))).toEqual([
      'ana: 90,000 USD credited since 2026-05-01: 1 booking among the first 2 × 500.00 = 500.00 USD.',
      'ben: 60,000 USD credited since 2026-05-01: 1 booking among the first 2 × 500.00 = 500.00 USD.',
      'cho: 19,000 USD credited since 2026-05-01, and earns nothing: all 2 places were taken when the booking became known.',
    ]);
  });

  it('a place by a booking that is paid on and retires no quota, and one too late, by what was credited', () => {
    const credit = [{ to: 'booking.salesperson', parts: 1, quotaParts: 0 }];
    const paid = { id: 'paid', when: { all: [] }, credit, because: 'Agreed' };
    const policies = [policy({ phases: [{ id: 'all', hit: 'first', rules: [paid] }] })];
    const changes = { incentives: [first(2)] };
    expect(told(changes, sold(...ROWS), { policies })).toEqual([
      'ana: 90,000 USD credited since 2026-05-01: 1 booking among the first 2 × 500.00 = 500.00 USD.',
      'ben: 60,000 USD credited since 2026-05-01: 1 booking among the first 2 × 500.00 = 500.00 USD.',
      'cho: 19,000 USD credited since 2026-05-01, and earns nothing: all 2 places were taken when the booking became known.',
    ]);
    const { earnings } = calculated({
      people: PEOPLE,
      spiffs: [spiff(changes)],
      bookings: [...sold(...ROWS), ...AFTER],
      policies,
    });
    const [ana] = earnings.filter(({ earning }) => earning.incentive === 'first');
    expect(ana?.lines.map(({ rate }) => rate)).toEqual([divide(ratio(500n), ratio(90_000n))]);
  });

  it('what a budget cut, and all of it', () => {
    expect(told({ incentives: [first(3)], budget: budget('700 USD') }, sold(...ROWS)).slice(1)).toEqual([
      'ben: 60,000 USD credited since 2026-05-01: 1 booking among the first 3 × 500.00 = 500.00; less 300.00 because the budget of 700.00 holds no more, which makes 200.00 USD.',
      'cho: 19,000 USD credited since 2026-05-01, and earns nothing: the budget of 700.00 holds no more.',
    ]);
    const scaled = told({ incentives: [first(3)], budget: budget('750 USD', 'scale-all') }, sold(...ROWS));
    expect(scaled[0]).toContain('less 250.00 because all together would exceed the budget');
  });

  it('a place that several share by the prizes they share, and no rate of a prize', () => {
    const tied = sold(['A', 'ana', '2026-05-10', '9', 1], ['B', 'ben', '2026-05-11', '9', 2]);
    expect(told({ incentives: [contest(['3,000 USD', '1,000 USD'])] }, tied)[0]).toBe(
      'ana: 9 USD credited since 2026-05-01: on place 1 with 1 other, who share prizes of 4,000.00: 2,000.00 USD.',
    );
    const each = contest(['3,000 USD', '1,000 USD'], { ties: 'all-higher' });
    expect(told({ incentives: [each] }, tied)[1]).toBe(
      'ben: 9 USD credited since 2026-05-01: on place 1, which has a prize of 3,000.00 USD.',
    );
    const all = { people: PEOPLE, spiffs: [spiff({ incentives: [each] })], bookings: [...tied, ...AFTER] };
    const [won] = calculated(all).earnings.filter(({ earning }) => earning.plan === 'sprint');
    expect(
      won &&
        explain(won.earning, won.lines)
          .parts.at(-1)
          ?.parts.map(({ says }) => says),
    ).toEqual(['9 USD direct credit by field/seller, on top of 0, reaching place 1, pays 3,000.00.']);
  });

  it('an equal part by how many there are, and what the pool is a share of', () => {
    const size = { share: operand('2%'), of: 'measure.sold' };
    expect(told({ incentives: [pool('1 USD', { size })] }, sold(...ROWS))[2]).toBe(
      'cho: 19,000 USD credited since 2026-05-01: one of 3 equal parts of the pool of 3,380.00 (2% of measure.sold of all together) = 1,126.67 USD.',
    );
  });

  it('several places among the first together, and by which cap how much is lost', () => {
    const more = sold(...ROWS, ['A2', 'ana', '2026-05-13', '1', 4]);
    const capped = first(9, {}, { modify: [capAt('800 USD')] });
    expect(told({ incentives: [capped] }, more)[0]).toBe(
      'ana: 90,001 USD credited since 2026-05-01: 2 bookings among the first 9 × 500.00 = 1,000.00; less 200.00 because the cap of 800.00 on what one person earns is reached, which makes 800.00 USD.',
    );
  });

  it('never tells of others: neither their numbers nor their names', () => {
    const all = told(
      { incentives: [contest(['3,000 USD', '5 USD']), pool('10,000 USD')] },
      sold(...ROWS),
    ).join(' ');
    for (const line of all.split(/(?=ana:|ben:|cho:)/).filter((each) => each.startsWith('cho')))
      expect(line).not.toMatch(/90,000|60,000|ana|ben/);
  });
});

describe('a booking that is taken back by another', () => {
  const back = (net: string, date = '2026-05-28'): Booked => ({
    id: 'R',
    by: 'ana',
    date,
    net,
    recorded: 9,
    facts: { 'booking.changes': 'A' },
  });
  const two = { incentives: [first(2)] };

  it('gives up its place where nothing is left of it, also when that is dated after the SPIFF', () => {
    const situation = (bookings: readonly Booked[]): Situation => ({
      people: PEOPLE,
      spiffs: [spiff(two)],
      bookings,
    });
    const pay = (...more: readonly Booked[]) =>
      paidBySpiff(calculated(situation([...sold(...ROWS), ...more])));
    const kept = { 'ana first 2026-05': '500.00', 'ben first 2026-05': '500.00' };
    expect(pay()).toEqual(kept);
    expect(pay(back('-89,999'))).toEqual(kept);
    for (const all of [back('-90,000'), back('-90,000', '2026-09-01')])
      expect(pay(all)).toEqual({ 'ben first 2026-05': '500.00', 'cho first 2026-05': '500.00' });
  });
});

describe('a contest on a result that is handed in', () => {
  const nps = measure({
    id: 'nps',
    is: 'percent',
    sum: '',
    derived: { kind: 'reported', by: 'participant' },
    window: 'month',
  });
  const terms: Partial<Spiff> = {
    measures: [measure({ window: 'plan-to-date' }), nps],
    incentives: [contest(['300 USD', '100 USD'], { rankBy: 'measure.nps' })],
  };
  const handed = (subject: string, value: string): Handed => ({
    measure: 'nps',
    subject,
    date: '2026-05-30',
    from: '2026-05-01',
    until: '2026-06-01',
    value,
  });
  const results = [handed('ana', '70%'), handed('ben', '80%'), handed('eve', '99%')];
  const pay = (changes: Partial<Spiff>, people = PEOPLE) =>
    paidBySpiff(
      calculated({
        people: [...people, { id: 'eve', plan: '' }],
        spiffs: [spiff({ ...terms, ...changes })],
        bookings: AFTER,
        results,
      }),
    );

  it('pays who has one, though they sold nothing, and nobody who is on no plan', () => {
    expect(pay({})).toEqual({ 'ben prize 2026-05': '300.00', 'ana prize 2026-05': '100.00' });
  });

  it('and nobody for whom its condition does not hold', () => {
    const people = PEOPLE.map(({ id }) => ({
      id,
      facts: { 'participant.role': id === 'ben' ? 'manager' : 'rep' },
    }));
    expect(pay({ who: condition({ 'participant.role': 'rep' }) }, people)).toEqual({
      'ana prize 2026-05': '300.00',
    });
  });
});

describe('a credit beside the plan', () => {
  it('in another currency than the SPIFF is an exception, where the SPIFF would count it', () => {
    const euro: Plan = { ...plan(), currency: 'EUR' };
    const all: Situation = {
      people: PEOPLE,
      plans: [euro],
      spiffs: [spiff({ incentives: [first(2, {}, { when: condition({ 'line.net': '>= 50 USD' }) })] })],
      bookings: [{ id: 'A', by: 'ana', date: '2026-05-10', net: '60', currency: 'EUR', recorded: 1 }],
    };
    const { exceptions } = calculated(all);
    expect(exceptions).toEqual([
      {
        line: 0,
        code: 'CURRENCY',
        reason: 'The booking is in EUR, the SPIFF sprint pays in USD.',
        participant: 'ana',
      },
    ]);
    const none = spiff({ incentives: [first(2, {}, { when: condition({ 'line.net': '>= 90 USD' }) })] });
    expect(calculated({ ...all, spiffs: [none] }).exceptions).toEqual([]);
  });

  it('that a SPIFF counts and the plan does not is not told as counted by nothing', () => {
    const big = { ...plan(), measures: [measure({ when: condition({ 'line.net': '>= 1,000,000 USD' }) })] };
    const bookings = sold(...ROWS.slice(0, 1));
    const reasons = (spiffs: readonly Spiff[]) =>
      calculated({ people: PEOPLE, plans: [big], spiffs, bookings }).earnings.filter(
        ({ earning }) => earning.incentive === '',
      );
    expect(reasons([])).toHaveLength(1);
    expect(reasons([spiff({ incentives: [first(2)] })])).toHaveLength(0);
  });
});
