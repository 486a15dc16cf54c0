import { calculated, payByLine, type Booked, type Situation } from '../../test/support/situation.js';
import { day, measure } from '../../test/support/sample-rules.js';
import {
  budget,
  contest,
  first,
  paidBySpiff,
  sold,
  spiff,
  type SoldRow,
} from '../../test/support/spiffs/sample-spiffs.js';
import type { Contest, Spiff } from './rulebook/rulebook.js';

const PEOPLE = ['ana', 'ben', 'cho', 'dee'].map((id) => ({ id }));
/** Something sold after the SPIFF, so that its last day is known to be over. */
const AFTER = sold(['Z', 'dee', '2026-06-30', '1']);

function situation(changes: Partial<Spiff>, bookings: readonly Booked[]): Situation {
  return { people: PEOPLE, spiffs: [spiff(changes)], bookings: [...bookings, ...AFTER] };
}

function pay(changes: Partial<Spiff>, ...rows: readonly SoldRow[]): Readonly<Record<string, string>> {
  return paidBySpiff(calculated(situation(changes, sold(...rows))));
}

describe('semantics 17: contests, pools, first-N, budgets', () => {
  const ten = Array.from({ length: 10 }, (_, at): SoldRow => [
    `W${at}`,
    PEOPLE[at % 3]?.id ?? '',
    `2026-05-${11 + at}`,
    '1,000',
    at + 1,
  ]);

  it('ten winners × 500 on a budget of 5,000: one recorded later and dated earlier takes no place from anybody', () => {
    const terms = { incentives: [first(10)], budget: budget('5,000 USD') };
    const before = pay(terms, ...ten);
    expect(before).toEqual({
      'ana first 2026-05': '2000.00',
      'ben first 2026-05': '1500.00',
      'cho first 2026-05': '1500.00',
    });
    expect(pay(terms, ['LATE', 'dee', '2026-05-02', '9,000', 11], ...ten)).toEqual(before);
  });

  it('the budget alone holds as well: the eleventh is paid nothing of 5,000, and nobody loses', () => {
    const terms = { incentives: [first(100)], budget: budget('5,000 USD') };
    expect(pay(terms, ['LATE', 'dee', '2026-05-02', '9,000', 11], ...ten)).toEqual({
      ...pay(terms, ...ten),
      'dee first 2026-05': '0.00',
    });
  });

  it('a reversal gives back its place and its money, to the next that became known', () => {
    const terms = { incentives: [first(10)], budget: budget('5,000 USD') };
    const [gone, ...rest] = ten;
    expect(gone).toBeDefined();
    expect(pay(terms, ['LATE', 'dee', '2026-05-02', '9,000', 11], ...rest)).toEqual({
      'ana first 2026-05': '1500.00',
      'ben first 2026-05': '1500.00',
      'cho first 2026-05': '1500.00',
      'dee first 2026-05': '500.00',
    });
  });

  it('a contest won by 1 and a refund later: found anew, 3,000 go to the other', () => {
    const terms = { incentives: [contest(['3,000 USD'])] };
    const rows = [
      ['A', 'ana', '2026-05-10', '90,001'],
      ['B', 'ben', '2026-05-11', '90,000'],
    ] as const;
    expect(pay(terms, ...rows)).toEqual({ 'ana prize 2026-05': '3000.00' });
    expect(pay(terms, ...rows, ['R', 'ana', '2026-05-12', '-2'])).toEqual({ 'ben prize 2026-05': '3000.00' });
  });

  it('a refund dated after the contest does not touch it', () => {
    const terms = { incentives: [contest(['3,000 USD'])] };
    const rows = [
      ['A', 'ana', '2026-05-10', '90,001'],
      ['B', 'ben', '2026-05-11', '90,000'],
      ['R', 'ana', '2026-06-12', '-2'],
    ] as const;
    expect(pay(terms, ...rows)).toEqual({ 'ana prize 2026-05': '3000.00' });
  });
});

describe('semantics 18: ties and remainders', () => {
  const three = [
    ['A', 'ana', '2026-05-10', '70,000'],
    ['B', 'ben', '2026-05-11', '70,000'],
    ['C', 'cho', '2026-05-12', '70,000'],
  ] as const;
  const tied = (prizes: readonly string[], changes: Partial<Contest> = {}): Partial<Spiff> => ({
    incentives: [contest(prizes, changes)],
  });

  it('three tie for two prizes of 300 and 100: 133.33 + 133.34 + 133.33 = 400.00', () => {
    expect(pay(tied(['300 USD', '100 USD']), ...three)).toEqual({
      'ana prize 2026-05': '133.33',
      'ben prize 2026-05': '133.34',
      'cho prize 2026-05': '133.33',
    });
  });

  it('all get the higher: 300 each', () => {
    expect(pay(tied(['300 USD', '100 USD'], { ties: 'all-higher' }), ...three)).toEqual({
      'ana prize 2026-05': '300.00',
      'ben prize 2026-05': '300.00',
      'cho prize 2026-05': '300.00',
    });
  });

  it('fewer winners: where not all can have one, none has', () => {
    expect(pay(tied(['300 USD', '100 USD'], { ties: 'fewer' }), ...three)).toEqual({});
    expect(
      pay(tied(['300 USD', '100 USD'], { ties: 'fewer' }), ...three, ['D', 'dee', '2026-05-13', '80,000']),
    ).toEqual({ 'dee prize 2026-05': '300.00' });
  });

  it('broken by a further measure: who signed more deals', () => {
    const counted = { what: 'booking' as const, fact: null, split: 'whole' as const };
    const deals = measure({ id: 'deals', sum: 'count.deals', is: 'count', counted, window: 'plan-to-date' });
    const best = {
      measures: [measure({ window: 'plan-to-date' }), deals],
      ...tied(['300 USD', '100 USD'], { ties: 'break-by', breakBy: ['measure.deals'] }),
    };
    const [ana, , cho] = three;
    const rows = [
      ana,
      ['B1', 'ben', '2026-05-10', '30,000'],
      ['B2', 'ben', '2026-05-11', '40,000'],
      cho,
    ] as const;
    expect(pay(best, ...rows)).toEqual({
      'ben prize 2026-05': '300.00',
      'ana prize 2026-05': '50.00',
      'cho prize 2026-05': '50.00',
    });
  });

  it('the lowest wins where the lowest is best', () => {
    const rows = [
      ['A', 'ana', '2026-05-10', '5'],
      ['B', 'ben', '2026-05-11', '3'],
    ] as const;
    expect(pay(tied(['300 USD'], { best: 'lowest' }), ...rows)).toEqual({ 'ben prize 2026-05': '300.00' });
  });

  it('what each booking brought makes the prize, to the cent', () => {
    const rows = sold(
      ['A1', 'ana', '2026-05-10', '1'],
      ['A2', 'ana', '2026-05-11', '1'],
      ['A3', 'ana', '2026-05-12', '1'],
    );
    const all = situation({ incentives: [contest(['100 USD'])] }, rows);
    const { earnings, ...rest } = calculated(all);
    const prizes = earnings.filter(({ earning }) => earning.incentive === 'prize');
    expect(payByLine({ ...rest, earnings: prizes }, all)).toEqual({ A1: '33.33', A2: '33.34', A3: '33.33' });
  });

  it('settles on a declared day, in whose pay period the prize is earned', () => {
    expect(pay(tied(['300 USD'], { settles: { on: day('2026-06-15') } }), ...three.slice(0, 1))).toEqual({
      'ana prize 2026-06': '300.00',
    });
  });
});
