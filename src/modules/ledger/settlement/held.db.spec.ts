import { describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Held } from '../../../../test/support/ledger/held-company.js';
import { onFreshDatabase } from '../../../../test/support/small-company.js';

const actor = seeingAll('finance');

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

  it('tells the reason that it is held for by now, of no amount, once', async () => {
    await company.clear('C', 'C', 'PENDING');
    expect(await held.settle()).toEqual(['C held 2026-01 0.00 deal C waits for approval']);
    await company.clear('A', 'A', null);
    expect(await held.settle()).toEqual([]);
    await company.clear('C', 'C', 'REJECTED');
    await held.book('C', '60.00');
    expect(await held.settle()).toEqual([
      'C held 2026-01 10.00 deal C was rejected; booking C line 1 revision 2',
    ]);
    await held.book('C', '50.00');
    await held.settle();
    expect([await held.balances(), await held.broken()]).toEqual(['300.00 50.00', []]);
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
