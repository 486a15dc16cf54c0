import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { LedgerCompany, type HandEarning } from '../../../../test/support/ledger-company.js';
import { onFreshDatabase } from '../../../../test/support/small-company.js';
import type { Database } from '../../../platform/database/database.js';
import { LedgerService } from '../ledger.service.js';

const actor = seeingAll('finance');
const JANUARY = '2026-01-15';

/** A company whose bookings A, B and C come from the deals of the same names. */
class Held {
  readonly company: LedgerCompany;
  readonly ledger: LedgerService;
  private readonly earned = new Map<string, string>();

  constructor(readonly database: Database) {
    this.company = new LedgerCompany(database);
    this.ledger = new LedgerService(database, this.company.rules);
  }

  async book(booking: string, amount: string, deal: string | null = booking): Promise<void> {
    await this.company.book(booking, JANUARY, { deal });
    this.earned.set(booking, amount);
  }

  /** A return or up-sell of another booking, which names no deal. */
  async change(booking: string, amount: string, changes: string): Promise<void> {
    await this.company.book(booking, JANUARY, { changes });
    this.earned.set(booking, amount);
  }

  /** Settles what is earned by now; the changes by booking, state, period and cause. */
  async settle(): Promise<string[]> {
    const lines = [...this.earned].map(([id, amount]) => [id, amount, amount] as const);
    const earnings: HandEarning[] = [{ participant: 'ana', month: '2026-01', lines }];
    const { calculation, position } = await this.company.calculate(earnings);
    const { identity } = await this.ledger.settle(actor, calculation, position);
    const rows = await this.database.inTransaction(actor, (tx) =>
      tx.query<{ said: string }>(
        `select concat_ws(' ', coalesce(b.external_id, 'rounding'), e.state, e.posted, l.change, nullif(array_to_string(l.cause, '; '), '')) as said
         from settlement s join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
         left join (select distinct id, external_id from booking_line) b on b.id = l.booking_line
         where s.identity = $1 order by b.external_id nulls last, e.state, e.number`,
        [identity],
      ),
    );
    return rows.map(({ said }) => said);
  }

  async balances(): Promise<string> {
    const [row] = await this.database.inTransaction(actor, (tx) =>
      tx.query<{ said: string }>(
        `select concat_ws(' ', coalesce(sum(l.change) filter (where e.state = 'payable'), 0), coalesce(sum(l.change) filter (where e.state = 'held'), 0)) as said
         from ledger_entry e join ledger_line l on l.entry = e.entry and l.number = e.number`,
      ),
    );
    return row?.said ?? '';
  }

  async broken(): Promise<string[]> {
    const { checks } = await this.ledger.verifyLedger(actor);
    return checks.filter(({ holds }) => !holds).map(({ check, broken }) => `${check}: ${broken.join(', ')}`);
  }
}

describe('pay of bookings that lack an approval', () => {
  const held = new Held(testDatabase());
  const { company, ledger } = held;

  it('is held with the reason beside what is payable, also before anybody looked', async () => {
    await company.hire('ana');
    await held.book('A', '100.00');
    await held.book('B', '200.00', null);
    await held.book('C', '50.00');
    await company.clear('C', 'C', 'NO_REQUEST');
    expect(await held.settle()).toEqual([
      'A held 2026-01 100.00 deal A has not been looked at yet',
      'B payable 2026-01 200.00',
      'C held 2026-01 50.00 deal C was never submitted for approval',
    ]);
    await held.settle();
    expect(await held.balances()).toBe('200.00 150.00');
  });

  it('is released in its own period while that is open', async () => {
    await company.clear('A', 'A', null);
    expect(await held.settle()).toEqual([
      'A held 2026-01 -100.00 deal A needs no approval',
      'A payable 2026-01 100.00 deal A needs no approval',
    ]);
    expect(await held.balances()).toBe('300.00 50.00');
    expect(await held.broken()).toEqual([]);
  });

  it('is released in the oldest period that is open, of its origin', async () => {
    await ledger.closePeriod(actor, { period: '2026-01' });
    await company.clear('C', 'C', null);
    expect(await held.settle()).toEqual([
      'C held 2026-02 -50.00 deal C needs no approval',
      'C payable 2026-02 50.00 deal C needs no approval',
    ]);
    expect(await held.balances()).toBe('350.00 0.00');
  });

  it('is held again, in the open period, where the approval is lost', async () => {
    await company.clear('A', 'A', 'OTHER_TERMS');
    expect(await held.settle()).toEqual([
      'A held 2026-02 100.00 deal A has other terms than were approved',
      'A payable 2026-02 -100.00 deal A has other terms than were approved',
    ]);
    expect(await held.balances()).toBe('250.00 100.00');
    expect(await held.broken()).toEqual([]);
  });

  it('follows its booking while it is held: a correction, another deal', async () => {
    await held.book('A', '120.00');
    expect(await held.settle()).toEqual([
      'A held 2026-02 20.00 deal A has other terms than were approved; booking A line 1 revision 2',
    ]);
    await held.book('A', '120.00', null);
    expect(await held.settle()).toEqual([
      'A held 2026-02 -120.00 it names no deal any more; booking A line 1 revision 3',
      'A payable 2026-02 120.00 it names no deal any more; booking A line 1 revision 3',
    ]);
    expect(await held.balances()).toBe('370.00 0.00');
    expect(await held.broken()).toEqual([]);
  });

  it('keeps a period open until what was found out is settled', async () => {
    await company.clear('C', 'C', 'OTHER_TERMS');
    await expect(ledger.closePeriod(actor, { period: '2026-02' })).rejects.toThrow(/booking\.clear C/);
    await held.settle();
    await ledger.closePeriod(actor, { period: '2026-02' });
  });
});

describe('returns of bookings that lack an approval', () => {
  const without = (said: string): string[] => [
    `A held 2026-01 -100.00 ${said}`,
    `A payable 2026-01 100.00 ${said}`,
    `R held 2026-01 100.00 ${said}`,
    `R payable 2026-01 -100.00 ${said}`,
    `S held 2026-01 -5.00 ${said}`,
    `S payable 2026-01 5.00 ${said}`,
  ];

  it('take no pay back that was never paid, however far they are from the deal, and are released with it', async () => {
    await onFreshDatabase(async (database) => {
      const held = new Held(database);
      const { company } = held;
      await company.hire('ana');
      await held.book('A', '100.00');
      await held.book('P', '70.00', null);
      await company.clear('A', 'A', 'REJECTED');
      await held.settle();
      await held.change('R', '-100.00', 'A');
      await held.change('S', '5.00', 'R');
      await held.change('Q', '-70.00', 'P');
      expect(await held.settle()).toEqual([
        'Q payable 2026-01 -70.00',
        'R held 2026-01 -100.00 deal A was rejected',
        'S held 2026-01 5.00 deal A was rejected',
      ]);
      expect([await held.balances(), await held.broken()]).toEqual(['0.00 5.00', []]);
      await company.clear('A', 'A', null);
      expect(await held.settle()).toEqual(without('deal A needs no approval'));
      await company.clear('A', 'A', 'OTHER_TERMS');
      await held.settle();
      expect([await held.balances(), await held.broken()]).toEqual(['0.00 5.00', []]);
      await held.book('A', '100.00', null);
      const [gone = '', paid = '', ...returns] = without('it names no deal any more');
      const revised = [gone, paid].map((said) => `${said}; booking A line 1 revision 2`);
      expect(await held.settle()).toEqual([...revised, ...returns]);
      expect([await held.balances(), await held.broken()]).toEqual(['5.00 0.00', []]);
    });
  }, 30_000);
});

describe('whatever is booked, found out, settled and closed in whatever order', () => {
  type Act =
    | { readonly act: 'book'; readonly booking: string; readonly cents: number; readonly isOfDeal: boolean }
    | { readonly act: 'clear'; readonly booking: string; readonly lacks: string | null }
    | { readonly act: 'settle' | 'close' };
  const booking = fc.constantFrom('A', 'B', 'C');
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('book' as const),
        booking,
        cents: fc.integer({ min: -5000, max: 9000 }),
        isOfDeal: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('clear' as const),
        booking,
        lacks: fc.constantFrom(null, 'PENDING', 'REJECTED'),
      }),
    },
    { weight: 3, arbitrary: fc.constant({ act: 'settle' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'close' as const }) },
  );

  /** What is payable and held in the end, by the plain rule. */
  function expected(acts: readonly Act[]): string {
    const [amounts, deals, lacks] = [
      new Map<string, number>(),
      new Map<string, boolean>(),
      new Map<string, boolean>(),
    ];
    for (const each of acts) {
      if (each.act === 'book') amounts.set(each.booking, each.cents);
      if (each.act === 'book') deals.set(each.booking, each.isOfDeal);
      if (each.act === 'clear') lacks.set(each.booking, each.lacks !== null);
    }
    const sum = (isHeld: boolean): string =>
      (
        [...amounts]
          .filter(([id]) => (deals.get(id) === true && (lacks.get(id) ?? true)) === isHeld)
          .reduce((all, [, cents]) => all + cents, 0) / 100
      ).toFixed(2);
    return `${sum(false)} ${sum(true)}`;
  }

  async function done(acts: readonly Act[], isWhole: boolean): Promise<string> {
    return await onFreshDatabase(async (database) => {
      const held = new Held(database);
      await held.company.hire('ana');
      let month = 1;
      for (const each of acts) {
        if (each.act === 'book')
          await held.book(each.booking, (each.cents / 100).toFixed(2), each.isOfDeal ? each.booking : null);
        else if (each.act === 'clear') await held.company.clear(each.booking, each.booking, each.lacks);
        else if (!isWhole) await held.settle();
        if (isWhole || each.act !== 'close' || month > 11) continue;
        await held.ledger.closePeriod(actor, { period: `2026-${String(month).padStart(2, '0')}` });
        month += 1;
      }
      await held.settle();
      expect(await held.broken()).toEqual([]);
      return await held.balances();
    });
  }

  it('held and payable are together what is earned, and the same as in one settlement', async () => {
    const acts = fc.array(act, { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(acts, async (told) => {
        const wanted = expected(told).replace(/^0\.00 0\.00$/, 'nothing');
        for (const isWhole of [false, true]) {
          const found = (await done(told, isWhole)).split(' ').map((amount) => Number(amount).toFixed(2));
          expect(found.join(' ').replace(/^-?0\.00 -?0\.00$/, 'nothing')).toBe(wanted);
        }
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
