import { day, measure, operand } from '../../test/support/sample-rules.js';
import { budget, contest, first, paidBySpiff, pool, spiff } from '../../test/support/spiffs/sample-spiffs.js';
import { calculatedOn, type History, type ToldBooking } from '../../test/support/spiffs/told-on.js';
import type { Afterwards, Spiff } from './rulebook/rulebook.js';

const PEOPLE = ['ana', 'ben', 'cho', 'dee'].map((id) => ({ id }));

type Row = readonly [id: string, by: string, date: string, net: string, on?: string];

function told(...rows: readonly Row[]): readonly ToldBooking[] {
  return rows.map(([id, by, date, net, on = date]) => ({ id, by, date, net, on }));
}

function history(changes: Partial<Spiff>, bookings: readonly ToldBooking[]): History {
  return { people: PEOPLE, spiffs: [spiff(changes)], told: bookings };
}

function pay(changes: Partial<Spiff>, bookings: readonly ToldBooking[], today = '2027-01-01') {
  return paidBySpiff(calculatedOn(history(changes, bookings), today));
}

describe('semantics 17: results settle at a cut-off and are then facts', () => {
  const won = told(['A', 'ana', '2026-05-10', '90,001'], ['B', 'ben', '2026-05-11', '90,000']);
  const refund = told(['R', 'ana', '2026-05-12', '-2', '2026-11-20']);
  const prize = (afterwards: Afterwards): Partial<Spiff> => ({
    incentives: [contest(['3,000 USD', '500 USD'], { afterwards, settles: { on: day('2026-06-15') } })],
  });
  const asWon = { 'ana prize 2026-06': '3000.00', 'ben prize 2026-06': '500.00' };

  it('a contest won by 1 and a refund two quarters later: 3,000 move only where it is run again', () => {
    for (const afterwards of ['stand', 'disqualify', 're-run'] as const)
      expect(pay(prize(afterwards), won)).toEqual(asWon);
    expect(pay(prize('stand'), [...won, ...refund])).toEqual(asWon);
    expect(pay(prize('disqualify'), [...won, ...refund])).toEqual({
      'ana prize 2026-06': '0.00',
      'ben prize 2026-06': '500.00',
    });
    expect(pay(prize('re-run'), [...won, ...refund])).toEqual({
      'ana prize 2026-06': '500.00',
      'ben prize 2026-06': '3000.00',
    });
  });

  it('who still has what the place took keeps it: a refund of 1 leaves ana level with ben', () => {
    const little = told(['R', 'ana', '2026-05-12', '-1', '2026-11-20']);
    expect(pay(prize('disqualify'), [...won, ...little])).toEqual(asWon);
  });

  it('a booking that is told by the cut-off counts, and one that is told the day after does not', () => {
    const late = (on: string) => told(['C', 'cho', '2026-05-20', '95,000', on]);
    const withCho = { 'cho prize 2026-06': '3000.00', 'ana prize 2026-06': '500.00' };
    expect(pay(prize('stand'), [...won, ...late('2026-06-15')])).toEqual(withCho);
    expect(pay(prize('stand'), [...won, ...late('2026-06-16')])).toEqual(asWon);
    expect(pay(prize('disqualify'), [...won, ...late('2026-06-16')])).toEqual(asWon);
    expect(pay(prize('re-run'), [...won, ...late('2026-06-16')])).toEqual(withCho);
  });

  it('a correction after the cut-off leaves the value as it was known, and a withdrawal too', () => {
    const corrected = told(['A', 'ana', '2026-05-10', '1', '2026-08-01']);
    const gone: ToldBooking = {
      id: 'A',
      by: 'ana',
      date: '2026-05-10',
      net: '0',
      on: '2026-08-01',
      gone: true,
    };
    for (const later of [corrected, [gone]]) {
      expect(pay(prize('stand'), [...won, ...later])).toEqual(asWon);
      expect(pay(prize('disqualify'), [...won, ...later])['ana prize 2026-06']).toBe('0.00');
      expect(pay(prize('re-run'), [...won, ...later])['ben prize 2026-06']).toBe('3000.00');
    }
  });

  it('is not decided before the cut-off has passed, and needs no later booking to be', () => {
    for (const afterwards of ['stand', 're-run'] as const) {
      expect(pay(prize(afterwards), won, '2026-06-15')).toEqual({});
      expect(pay(prize(afterwards), won, '2026-06-16')).toEqual(asWon);
    }
  });

  const ten = Array.from({ length: 10 }, (_, at): Row => [
    `W${at}`,
    PEOPLE[at % 3]?.id ?? '',
    `2026-05-${11 + at}`,
    '1,000',
  ]);
  const late = told(['LATE', 'dee', '2026-05-02', '9,000', '2026-05-30']);
  const limited = (afterCutOff: Afterwards): Partial<Spiff> => ({
    incentives: [first(10)],
    budget: { ...budget('5,000 USD'), whenExhausted: 'pay-what-is-left', afterCutOff } as Spiff['budget'],
  });
  const tenPaid = {
    'ana first 2026-05': '2000.00',
    'ben first 2026-05': '1500.00',
    'cho first 2026-05': '1500.00',
  };
  const back = {
    ...told(ten[0] ?? ['', '', '2026-05-11', ''])[0],
    on: '2026-09-01',
    gone: true,
  } as ToldBooking;

  it('ten winners × 500 on 5,000: the eleventh, dated first and told last, displaces nobody', () => {
    for (const afterwards of ['stand', 'disqualify', 're-run'] as const)
      expect(pay(limited(afterwards), [...told(...ten), ...late])).toEqual(tenPaid);
  });

  it('a winner whose booking is taken back after the cut-off: keeps it, loses it, or gives it to the next', () => {
    const all = [...told(...ten), ...late, back];
    expect(pay(limited('stand'), all)).toEqual(tenPaid);
    expect(pay(limited('disqualify'), all)).toEqual({ ...tenPaid, 'ana first 2026-05': '1500.00' });
    expect(pay(limited('re-run'), all)).toEqual({
      ...tenPaid,
      'ana first 2026-05': '1500.00',
      'dee first 2026-05': '500.00',
    });
  });

  it('a pool: who does not qualify any more loses their part to nobody', () => {
    const parts = (afterwards: Afterwards): Partial<Spiff> => ({
      incentives: [pool('1,000 USD', { afterwards, settles: { after: 10 } })],
    });
    const gone: ToldBooking = {
      id: 'A',
      by: 'ana',
      date: '2026-05-10',
      net: '0',
      on: '2026-08-01',
      gone: true,
    };
    const both = { 'ana share 2026-06': '500.00', 'ben share 2026-06': '500.00' };
    expect(pay(parts('stand'), won, '2026-06-10')).toEqual({});
    expect(pay(parts('stand'), won, '2026-06-11')).toEqual(both);
    expect(pay(parts('stand'), [...won, gone])).toEqual(both);
    expect(pay(parts('disqualify'), [...won, gone])).toEqual({ ...both, 'ana share 2026-06': '0.00' });
    expect(pay(parts('re-run'), [...won, gone])).toEqual({ 'ben share 2026-06': '1000.00' });
  });

  it('a result that is handed in counts by when it was recorded: a correction after the cut-off changes nothing', () => {
    const nps = {
      derived: { kind: 'reported', by: 'participant' } as const,
      is: 'percent' as const,
      sum: '',
    };
    const of = (subject: string, value: string, on: string) => ({
      measure: 'nps',
      subject,
      value,
      on,
      date: '2026-05-30',
      from: '2026-05-01',
      until: '2026-06-01',
    });
    const pays = (afterwards: Afterwards) => {
      const terms = spiff({
        measures: [measure({ id: 'nps', window: 'month', ...nps })],
        incentives: [contest(['300 USD'], { rankBy: 'measure.nps', afterwards, settles: { after: 15 } })],
      });
      const handed = [
        of('ana', '70%', '2026-05-30'),
        of('ben', '60%', '2026-06-15'),
        of('ben', '90%', '2026-06-16'),
      ];
      return paidBySpiff(calculatedOn({ people: PEOPLE, spiffs: [terms], told: [], handed }, '2027-01-01'));
    };
    expect(pays('stand')).toEqual({ 'ana prize 2026-06': '300.00' });
    expect(pays('disqualify')).toEqual({ 'ana prize 2026-06': '300.00' });
    expect(pays('re-run')).toEqual({ 'ben prize 2026-06': '300.00' });
  });
});

describe('pools and budgets: their size as a value, and all payouts scaled to a budget', () => {
  const rows = told(['A', 'ana', '2026-05-10', '90,000'], ['B', 'ben', '2026-05-11', '30,000']);

  it('1% of what all bring: 120,000 make 1,200, shared by what each brought', () => {
    const size = { share: operand('1%'), of: 'measure.sold' };
    expect(pay({ incentives: [pool('1 USD', { size, sharedBy: 'measure.sold' })] }, rows)).toEqual({
      'ana share 2026-05': '900.00',
      'ben share 2026-05': '300.00',
    });
  });

  it('a prize for a result has what bookings leave of the budget', () => {
    const nps = measure({
      id: 'nps',
      window: 'month',
      sum: '',
      derived: { kind: 'reported', by: 'participant' },
      is: 'percent',
    });
    const handed = [
      {
        measure: 'nps',
        subject: 'ben',
        value: '90%',
        on: '2026-05-02',
        date: '2026-05-30',
        from: '2026-05-01',
        until: '2026-06-01',
      },
    ];
    const terms = spiff({
      measures: [measure(), nps],
      incentives: [contest(['800 USD'], { rankBy: 'measure.nps' }), first(1)],
      budget: budget('1,000 USD'),
    });
    const paid = paidBySpiff(
      calculatedOn({ people: PEOPLE, spiffs: [terms], told: rows, handed }, '2027-01-01'),
    );
    expect(paid).toEqual({ 'ana first 2026-05': '500.00', 'ben prize 2026-05': '500.00' });
  });

  it('three places of 500 on a budget of 1,000: 333.33, 333.34 and 333.33', () => {
    const three = [...rows, ...told(['C', 'cho', '2026-05-12', '1'])];
    const terms = { incentives: [first(3)], budget: budget('1,000 USD', 'scale-all') };
    expect(pay(terms, three)).toEqual({
      'ana first 2026-05': '333.33',
      'ben first 2026-05': '333.34',
      'cho first 2026-05': '333.33',
    });
    expect(pay({ ...terms, budget: budget('1,500 USD', 'scale-all') }, three)['cho first 2026-05']).toBe(
      '500.00',
    );
  });
});
