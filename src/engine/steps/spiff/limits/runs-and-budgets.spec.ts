import { calculated, type Booked, type Seated } from '../../../../../test/support/situation.js';
import { day, flat, incentive, measure } from '../../../../../test/support/sample-rules.js';
import { budget, paidTo, spiff } from '../../../../../test/support/spiffs/sample-spiffs.js';
import { calculatedOn } from '../../../../../test/support/spiffs/told-on.js';
import { explain } from '../../../explain/explain.js';
import type { Afterwards, Budget, Spiff } from '../../../rulebook/rulebook.js';

const PEOPLE: readonly Seated[] = ['ana', 'ben', 'cho'].map((id) => ({ id }));

/** A booking that is told on its day: id, whose, net, day, and what it changes. */
type Row = readonly [id: string, by: string, net: string, on: string, changes?: string];

/** A SPIFF that runs in May and again in July, each time with a budget. */
function twice(first: Budget | null, second = first): readonly Spiff[] {
  const terms = {
    measures: [measure({ window: 'month', negative: 'pay-back' as const })],
    incentives: [incentive(flat('100%'), { id: 'bonus' })],
  };
  return [
    spiff({ ...terms, budget: first }),
    {
      ...spiff({ ...terms, budget: second }),
      effective: { from: day('2026-07-01'), until: day('2026-08-01') },
      fingerprint: 'sprint-2',
    },
  ];
}

function booked([id, by, net, date, changes]: Row): Booked {
  return { id, by, net, date, ...(changes === undefined ? {} : { changes }) };
}

/** What ana, ben and cho have of both runs, by bookings that became known one after the other. */
function pay(spiffs: readonly Spiff[], ...rows: readonly Row[]): readonly string[] {
  const bookings = rows.map((row, at) => ({ ...booked(row), recorded: at + 1 }));
  return paidTo(PEOPLE, calculated({ people: PEOPLE, spiffs, bookings }));
}

const A: Row = ['A', 'ana', '500', '2026-05-10'];
const B: Row = ['B', 'ben', '400', '2026-05-11'];
const BACK: Row = ['R', 'ana', '-500', '2026-07-05', 'A'];
const C: Row = ['C', 'cho', '900', '2026-07-10'];
const ONCE = twice(budget('500 USD'));

describe('what takes back a booking of the run before a pause', () => {
  it('gives back to the budget that had paid it: the second run pays its 500, and no more', () => {
    expect(pay(ONCE, A, C)).toEqual(['500.00', '0.00', '500.00']);
    expect(pay(ONCE, A, BACK, C)).toEqual(['0.00', '0.00', '500.00']);
    expect(pay(twice(budget('500 USD', 'pay-nothing')), A, BACK, C)).toEqual(['0.00', '0.00', '0.00']);
  });

  it('leaves it to a booking of the first run that became known later', () => {
    const late: Row = ['D', 'ben', '300', '2026-05-20'];
    expect(pay(ONCE, A, C, late)).toEqual(['500.00', '0.00', '500.00']);
    expect(pay(ONCE, A, BACK, C, late)).toEqual(['0.00', '300.00', '500.00']);
  });

  it('takes nothing that the first run refused', () => {
    expect(pay(ONCE, A, B, ['R', 'ben', '-400', '2026-07-05', 'B'], C)).toEqual(['500.00', '0.00', '500.00']);
  });

  it('says by which budget it had been refused', () => {
    const spiffs = twice(budget('500 USD'), budget('700 USD'));
    const rows: readonly Row[] = [A, B, ['R', 'ben', '-400', '2026-07-05', 'B']];
    const bookings = rows.map((row, at) => ({ ...booked(row), recorded: at + 1 }));
    const { earnings } = calculated({ people: PEOPLE, spiffs, bookings });
    const july = earnings.find(
      ({ earning: { plan, participant, period } }) =>
        plan === 'sprint' && participant === 'ben' && period.name === '2026-07',
    );
    expect(july && explain(july.earning).says).toBe(
      '-400 USD credited in 2026-07, and earns nothing: what is taken back was not paid, as the budget of 500.00 had refused it.',
    );
  });

  it('is itself taken back from the budget that it gave back to', () => {
    const again: Row = ['S', 'ana', '500', '2026-07-20', 'R'];
    expect(pay(ONCE, A, BACK, C, again)).toEqual(['500.00', '0.00', '500.00']);
    const late: Row = ['D', 'ben', '300', '2026-05-20'];
    expect(pay(ONCE, A, BACK, C, late, again)).toEqual(['200.00', '300.00', '500.00']);
    expect(pay(ONCE, A, BACK, C, again, ['Q', 'ana', '-500', '2026-07-25', 'S'], late)).toEqual([
      '0.00',
      '300.00',
      '500.00',
    ]);
  });

  it('gives each run its own where the deal had more in the second', () => {
    const more: Row = ['U', 'ana', '300', '2026-07-02', 'A'];
    const back: Row = ['R', 'ana', '-800', '2026-07-05', 'A'];
    expect(pay(ONCE, A, more, C)).toEqual(['800.00', '0.00', '200.00']);
    expect(pay(ONCE, A, more, back, C)).toEqual(['0.00', '0.00', '500.00']);
  });

  it('is scaled with the run that it belongs to', () => {
    const scaling = twice(budget('500 USD', 'scale-all'));
    const six: Row = ['A', 'ana', '600', '2026-05-10'];
    expect(pay(scaling, six, B, C)).toEqual(['300.00', '200.00', '500.00']);
    // 600 and 400 less 400 are scaled to 500 in May; July pays cho alone.
    expect(pay(scaling, six, B, ['R', 'ben', '-400', '2026-07-05', 'B'], C)).toEqual([
      '500.00',
      '0.00',
      '500.00',
    ]);
  });

  it('gives back to a run without a budget, or that is scaled, what that had paid', () => {
    const limited = budget('500 USD');
    expect(pay(twice(null, limited), A, BACK, C)).toEqual(['0.00', '0.00', '500.00']);
    expect(pay(twice(budget('500 USD', 'scale-all'), limited), A, BACK, C)).toEqual([
      '0.00',
      '0.00',
      '500.00',
    ]);
    expect(pay(twice(limited, budget('500 USD', 'scale-all')), A, BACK, C)).toEqual([
      '0.00',
      '0.00',
      '500.00',
    ]);
  });
});

describe('the same where the first run has settled', () => {
  /** Where each budget of 500 settles 10 days after its run; a row may take its booking back. */
  const known = (
    afterCutOff: Afterwards,
    ...rows: readonly (Row | readonly [id: string, by: string, net: string, on: string, 'gone'])[]
  ): readonly string[] => {
    const of = budget('500 USD');
    const settles = afterCutOff === 're-run' ? null : { after: 10 };
    const spiffs = twice(of && { ...of, afterCutOff, settles });
    const told = rows.map((row) => ({
      ...booked(row),
      on: row[3],
      ...(row[4] === 'gone' ? { gone: true as const } : {}),
    }));
    return paidTo(PEOPLE, calculatedOn({ people: PEOPLE, spiffs, told }, '2026-09-01'));
  };

  it.each(['stand', 'disqualify'] as const)(
    'nobody else has what comes back, and it is taken back once: %s',
    (afterwards) => {
      const late: Row = ['D', 'ben', '300', '2026-07-06'];
      expect(known(afterwards, A, C)).toEqual(['500.00', '0.00', '500.00']);
      expect(known(afterwards, A, BACK, C)).toEqual(['0.00', '0.00', '500.00']);
      expect(known(afterwards, A, BACK, late, C)).toEqual(['0.00', '300.00', '200.00']);
    },
  );

  it('an up-sell of the second run is lost with its booking, and what had taken a part back takes nothing more', () => {
    const more: Row = ['U', 'ana', '300', '2026-07-02', 'A'];
    const part: Row = ['P', 'ana', '-100', '2026-07-03', 'A'];
    const all: Row = ['R', 'ana', '-700', '2026-08-20', 'A'];
    expect(known('disqualify', A, more, part)).toEqual(['700.00', '0.00', '0.00']);
    expect(known('disqualify', A, more, part, all)).toEqual(['0.00', '0.00', '0.00']);
    expect(known('stand', A, more, part, all)).toEqual(['700.00', '0.00', '0.00']);
  });

  it('takes what the first run paid then, whatever it would be paid now', () => {
    const back: Row = ['R', 'ben', '-400', '2026-07-05', 'B'];
    const goneLater = ['A', 'ana', '500', '2026-06-20', 'gone'] as const;
    // Once ana's order is withdrawn the first run would pay ben's; it has settled, and ben was refused.
    expect(known('stand', A, B, back, C, goneLater)).toEqual(['500.00', '0.00', '500.00']);
    expect(known('disqualify', A, B, back, C, goneLater)).toEqual(['0.00', '0.00', '500.00']);
    expect(known('re-run', A, B, back, C, goneLater)).toEqual(['0.00', '0.00', '500.00']);
  });

  it('is itself taken back as what had been paid', () => {
    const again: Row = ['S', 'ana', '500', '2026-07-20', 'R'];
    for (const afterwards of ['stand', 're-run'] as const)
      expect(known(afterwards, A, BACK, C, again)).toEqual(['500.00', '0.00', '500.00']);
  });
});
