import { beforeAll, describe, expect, it } from '@jest/globals';
import { MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import { onFreshDatabase, type Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
const TODAY = new Date().toISOString().slice(0, 10);
beforeAll(() => offers.open(), 60_000);

function deal(id: string, { on = '2026-03-05', note = '', revision = 1 } = {}): Told {
  const told = offer(id, { discount: '5%', note, revision });
  return { ...told, columns: { ...told.columns, offered_on: on } };
}

function order(id: string, of: string | null, on = '2026-03-10', revision = 1): Told {
  const columns = { line_no: 1, booked_on: on, sequence: 0, currency: 'USD', net: '1000', deal: of };
  const more = { salesperson: 'ana', attributes: '{}' };
  return { table: 'booking_line', id, revision, key: `${id} 1`, columns: { ...columns, ...more } };
}

const looked = async (): Promise<readonly string[]> =>
  (await offers.clearings.look()).map(({ booking, clearance }) => `${booking} ${clearance.standing}`);

/** A matrix that asks the manager of every deal above 1 %. */
const strict = (id: string, from: string): string =>
  MATRIX.replace('approvals: discounts', `approvals: ${id}`)
    .replace('from: 2020-01-01', `from: ${from}`)
    .replace('(10%..20%]', '(1%..20%]');

describe('a matrix that is published late', () => {
  it('judges what was told on its first day before it by the words before', async () => {
    await offers.tell({
      ...deal('D', { on: TODAY }),
      columns: { ...offer('D', { discount: '15%' }).columns, offered_on: TODAY },
    });
    const words = MATRIX.replace('from: 2020-01-01', `from: ${TODAY}`);
    await offers.publish(words.replace('because: Above 10%', 'because: More than 10%'));
    await offers.tell(order('SO-7', 'D', TODAY));
    expect((await looked()).filter((each) => each.startsWith('SO-7'))).toEqual(['SO-7 missing']);
  });

  it('takes nothing from what was booked before, and counts for bookings that are told, or told as of the deal, later', async () => {
    await offers.tell(deal('L'), order('SO-1', 'L'), order('SO-0', null));
    expect(await looked()).toEqual(['SO-1 not-needed']);
    await offers.publish(strict('before', '2026-01-01'));
    expect(await looked()).toEqual([]);
    await offers.tell(order('SO-2', 'L'));
    expect(await looked()).toEqual(['SO-2 missing']);
    await offers.tell(order('SO-0', 'L', '2026-03-10', 2));
    expect(await looked()).toEqual(['SO-0 missing']);
  });

  it('counts from its first day for what is told of a deal after it was published, before it is booked', async () => {
    await offers.publish(strict('before', '2026-01-01').replace('(1%..20%]', '(10%..20%]'));
    await offers.tell(deal('M', { on: TODAY }), deal('N', { on: TODAY }));
    await offers.publish(strict('fresh', TODAY));
    await offers.tell(deal('N', { on: TODAY, note: 'Grown', revision: 2 }));
    await offers.tell(order('SO-3', 'M', TODAY), order('SO-4', 'N', TODAY));
    expect((await looked()).filter((each) => /SO-[34]/.test(each))).toEqual([
      'SO-3 not-needed',
      'SO-4 missing',
    ]);
    await offers.tell(deal('M', { on: TODAY, note: 'Grown', revision: 2 }));
    expect(await looked()).toEqual([]);
  });

  it('takes nothing by other words with its first day from what was booked before, and gives what they no longer ask', async () => {
    const second = strict('second', '2025-01-01');
    const lax = second.replace('(1%..20%]', '(10%..20%]');
    await offers.publish(lax);
    await offers.tell(deal('W1'), order('SO-5', 'W1'));
    expect((await looked()).filter((each) => each.startsWith('SO-5'))).toEqual(['SO-5 not-needed']);
    await offers.publish(second);
    expect((await looked()).filter((each) => each.startsWith('SO-5'))).toEqual([]);
    await offers.tell(deal('W2'), order('SO-6', 'W2'));
    expect(await looked()).toEqual(['SO-6 missing']);
    await offers.publish(lax);
    expect((await looked()).filter((each) => each.startsWith('SO-6'))).toEqual(['SO-6 not-needed']);
    await offers.publish(second);
    expect((await looked()).filter((each) => /SO-[56]/.test(each))).toEqual(['SO-6 missing']);
    await offers.publish(lax);
    await looked();
  });

  it.each([
    ['its terms', { discount: '9%', net: '900000' }, 'SO-8 missing'],
    ['that it was won', { standing: 'won' }, 'SO-8 not-needed'],
  ])('counts for what is told days after a matrix began: %s', async (_, told, found) => {
    const id = `P${found}`;
    await offers.tell(...wide(id, {}));
    await ago(10);
    await offers.publish(strict(`later-${id.length}`, dayOf(5)));
    await ago(1);
    await offers.tell(...wide(id, { ...told, revision: 2 }), order('SO-8', id, dayOf(0)));
    expect((await looked()).filter((each) => each.startsWith('SO-8'))).toEqual([found]);
  });
});

const DAY = 86_400_000;
const dayOf = (back: number): string => new Date(Date.now() - back * DAY).toISOString().slice(0, 10);

/** Moves all that was told some days back. */
async function ago(days: number): Promise<void> {
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '${days} days'`,
    'alter table audit_entry enable always trigger append_only',
  );
}

/** A deal of 20 days ago with what it comes to. */
function wide(
  id: string,
  { discount = '5%', standing = 'open', net = '50000', revision = 1 }: Partial<Wide>,
): Told[] {
  const told = offer(id, { discount, standing, revision });
  const line = { deal: id, line_no: 1, net, attributes: '{}' };
  return [
    { ...told, columns: { ...told.columns, offered_on: dayOf(20) } },
    { table: 'deal_line', id: `${id}/1`, revision, columns: line },
  ];
}

interface Wide {
  readonly discount: string;
  readonly standing: string;
  readonly net: string;
  readonly revision: number;
}

const asksNobody = (text: string): string => text.replaceAll(/ {2}- \{ id: (ten|twenty|thirty).*\n/g, '');

describe('a matrix that follows one of another name from today on', () => {
  it.each([
    ['by itself', []],
    ['beside one that asks nobody', [asksNobody(MATRIX.replace('approvals: discounts', 'approvals: legal'))]],
  ])(
    'judges what was told of a deal today before it, by which nobody can be asked any more: %s',
    async (_, beside) => {
      await onFreshDatabase(async (database) => {
        const company = new Offers(database);
        const first = MATRIX.replace('approvals: discounts', 'approvals: first');
        await company.open(first);
        await company.publish(first, ...beside);
        await company.tell({
          ...deal('F', { on: TODAY }),
          columns: { ...offer('F', { discount: '40%' }).columns, offered_on: TODAY },
        });
        await company.publish(
          first.replace('from: 2020-01-01', `from: 2020-01-01\nuntil: ${TODAY}`),
          MATRIX.replace('approvals: discounts', 'approvals: second').replace(
            'from: 2020-01-01',
            `from: ${TODAY}`,
          ),
          ...beside,
        );
        await company.tell(order('SO-F', 'F', TODAY));
        const found = await company.clearings.look();
        expect(found.map(({ booking, clearance }) => `${booking} ${clearance.standing}`)).toEqual([
          'SO-F missing',
        ]);
      });
    },
    60_000,
  );

  it('is asked of nobody where nothing follows', async () => {
    await onFreshDatabase(async (database) => {
      const company = new Offers(database);
      const first = MATRIX.replace('approvals: discounts', 'approvals: first');
      await company.open(first);
      const legal = asksNobody(MATRIX.replace('approvals: discounts', 'approvals: legal'));
      await company.publish(first, legal);
      await company.tell({
        ...deal('F', { on: TODAY }),
        columns: { ...offer('F', { discount: '40%' }).columns, offered_on: TODAY },
      });
      const ended = first.replace('from: 2020-01-01', `from: 2020-01-01\nuntil: ${TODAY}`);
      await company.publish(ended, legal);
      await company.tell(order('SO-F', 'F', TODAY));
      const found = await company.clearings.look();
      expect(found.map(({ booking, clearance }) => `${booking} ${clearance.standing}`)).toEqual([
        'SO-F not-needed',
      ]);
    });
  }, 60_000);
});
