import { describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { Held } from '../../../../test/support/ledger/held-company.js';
import type { HandEarning } from '../../../../test/support/ledger-company.js';
import { onFreshDatabase } from '../../../../test/support/small-company.js';
import type { DecidedBy, Needed } from '../../../engine/approvals/request/clearance.js';

const actor = seeingAll('finance');

describe('pay of bookings that pay somebody on whose decision their approval rests', () => {
  const by = (people: readonly string[], rollup = false): DecidedBy => ({ people, rollup });
  const earns = (
    participant: string,
    booking: string,
    amount: string,
    kind?: HandEarning['kind'],
  ): HandEarning => ({
    participant,
    month: '2026-01',
    lines: [[booking, amount, amount]],
    ...(kind ? { kind } : {}),
  });
  const PAYS = 'deal A was approved by somebody whom the booking pays';

  /** What is held of whom, after all bookings of A, 100.00 to ana, were approved so and others earn of them. */
  async function heldWhere(
    restsOn: readonly Needed[],
    others: readonly HandEarning[],
    tell: (held: Held) => Promise<void> = async () => undefined,
  ): Promise<string> {
    return await onFreshDatabase(async (database) => {
      const held = new Held(database);
      for (const person of ['ana', 'mia', 'dan']) await held.company.hire(person);
      await held.book('A', '100.00');
      await held.company.approve('A', 'A', restsOn);
      await tell(held);
      const said = await held.settle(...others);
      expect(await held.broken()).toEqual([]);
      return said.filter((line) => line.includes(' held ')).join(' | ');
    });
  }

  it('is held in all lines of the booking, for everybody, however they are credited, and told', async () => {
    const all = `A held 2026-01 100.00 ${PAYS} | A held 2026-01 7.00 ${PAYS}`;
    expect(await heldWhere([[by(['mia'])]], [earns('mia', 'A', '7.00')])).toBe(all);
    expect(await heldWhere([[by(['dan', 'mia'])]], [earns('mia', 'A', '7.00', 'overlay')])).toBe(all);
    expect(await heldWhere([[by(['dan'])]], [earns('mia', 'A', '7.00')])).toBe('');
  }, 60_000);

  it('is held for who earns by rollup alone where the matrix keeps these out of deciding', async () => {
    const rolled = [earns('mia', 'A', '7.00', 'rollup')];
    expect(await heldWhere([[by(['mia'])]], rolled)).toBe('');
    expect(await heldWhere([[by(['mia'], true)]], rolled)).toContain(`A held 2026-01 100.00 ${PAYS}`);
  }, 60_000);

  it('is payable where any approval of each matrix would do without them', async () => {
    const others = [earns('mia', 'A', '7.00')];
    expect(await heldWhere([[by(['mia']), by(['dan'])]], others)).toBe('');
    expect(await heldWhere([[by(['mia']), by(['dan'])], [by(['mia'])]], others)).toContain(PAYS);
  }, 60_000);

  it('is held with what changes it, and alone where that pays them, but for what takes back', async () => {
    const more = async (held: Held): Promise<void> => {
      await held.change('U', '50.00', 'A');
      await held.change('R', '-20.00', 'A');
    };
    const ofAll = await heldWhere([[by(['mia'])]], [earns('mia', 'A', '7.00')], more);
    expect(ofAll.split(' | ').map((line) => line.slice(0, 20))).toEqual([
      'A held 2026-01 100.0',
      'A held 2026-01 7.00 ',
      'R held 2026-01 -20.0',
      'U held 2026-01 50.00',
    ]);
    const ofMore = [earns('mia', 'U', '5.00'), { ...earns('mia', 'R', '-2.00'), incentive: 'other' }];
    expect(await heldWhere([[by(['mia'])]], ofMore, more)).toBe(
      `U held 2026-01 50.00 ${PAYS} | U held 2026-01 5.00 ${PAYS}`,
    );
  }, 60_000);

  it('is held and released as credit moves to them and away, also after a close, and as another approves', async () => {
    await onFreshDatabase(async (database) => {
      const held = new Held(database);
      const { company } = held;
      for (const person of ['ana', 'mia', 'dan']) await company.hire(person);
      await held.book('A', '100.00');
      await company.approve('A', 'A', [[by(['mia'])]]);
      expect(await held.settle()).toEqual(['A payable 2026-01 100.00']);
      await held.ledger.closePeriod(actor, { period: '2026-01' });
      expect(await held.settle(earns('mia', 'A', '7.00'))).toEqual([
        `A held 2026-02 100.00 ${PAYS}`,
        `A held 2026-02 7.00 ${PAYS}`,
        `A payable 2026-02 -100.00 ${PAYS}`,
      ]);
      expect([await held.balances(), await held.broken()]).toEqual(['0.00 107.00', []]);
      await held.settle();
      expect([await held.balances(), await held.broken()]).toEqual(['100.00 0.00', []]);
      await held.settle(earns('mia', 'A', '7.00'));
      await company.approve('A', 'A', [[by(['mia']), by(['dan'])]]);
      expect(await held.settle(earns('mia', 'A', '7.00'))).toEqual(
        [
          'A held 2026-02 -100.00',
          'A held 2026-02 -7.00',
          'A payable 2026-02 100.00',
          'A payable 2026-02 7.00',
        ].map((said) => `${said} deal A was approved`),
      );
      expect([await held.balances(), await held.broken()]).toEqual(['107.00 0.00', []]);
    });
  }, 60_000);
});
