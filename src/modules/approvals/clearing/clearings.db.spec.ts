import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR, type Told } from '../../../../test/support/small-company.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { ClearingsService } from '../clearing/clearings.service.js';
import { DealsService } from '../../deals/deals.service.js';
import { readRequests } from '../store/read-requests.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const { approvals, clearings } = offers;
beforeAll(() => offers.open(), 60_000);

function order(
  id: string,
  deal: string | null,
  { revision = 1, withdrawn = false, line = 1, on = '2026-03-10' } = {},
): Told {
  const columns = { line_no: line, booked_on: on, sequence: 0, currency: 'USD', net: '1000', deal };
  return {
    table: 'booking_line',
    id,
    revision,
    withdrawn,
    key: `${id} ${line}`,
    columns: { ...columns, salesperson: 'ana', attributes: '{}' },
  };
}

function offeredIn2019(deal: string, discount: string, revision = 1): Told {
  const told = offer(deal, { discount, revision });
  return { ...told, columns: { ...told.columns, offered_on: '2019-06-01' } };
}

async function submitted(deal: string, discount: string): Promise<Request> {
  await offers.tell(offer(deal, { discount }));
  return await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

const said = (request: Request, decision: 'approve' | 'reject' = 'approve'): Promise<Request> =>
  approvals.decide(as('mia'), {
    request: request.id,
    step: 0,
    decision,
    hash: request.hash,
    reason: 'So it is',
  });

const looked = async (): Promise<string[]> =>
  (await clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...(clearance.standing === 'missing' ? [clearance.lacks] : [])].join(' '),
  );

async function standing({ id }: Request): Promise<string> {
  const [found] = await database.reading(as('ana'), (tx) => readRequests(tx, [id]));
  const booked = found?.events.filter(({ event }) => event === 'BOOKED') ?? [];
  return [found?.request.standing, ...booked.map((each) => ('booking' in each ? each.booking : ''))].join(
    ' ',
  );
}

describe('a booking of a deal', () => {
  it('uses the approval of its deal, once, also where it is told again', async () => {
    const request = await submitted('A1', '15%');
    await said(request);
    await offers.tell(order('SO-1', 'A1'), order('SO-1', 'A1', { line: 2 }));
    expect(await looked()).toEqual(['SO-1 approved']);
    expect(await standing(request)).toBe('CONSUMED crm SO-1');
    await offers.tell(order('SO-1', 'A1', { revision: 2 }), order('SO-2', 'A1'));
    expect(await looked()).toEqual(['SO-2 approved']);
    expect(await looked()).toEqual([]);
    expect(await standing(request)).toBe('CONSUMED crm SO-1');
  });

  it('lacks what is still to be decided, and has it once it is approved', async () => {
    const request = await submitted('B1', '15%');
    await offers.tell(order('SO-10', 'B1'));
    expect(await looked()).toEqual(['SO-10 missing PENDING']);
    await said(request);
    expect(await looked()).toEqual(['SO-10 approved']);
    expect(await standing(request)).toBe('CONSUMED crm SO-10');
  });

  it('lacks what was never asked for where the matrix asks somebody, and needs nothing where it asks nobody', async () => {
    await offers.tell(offer('C1', { discount: '15%' }), offer('C2', { discount: '5%' }));
    await offers.tell(order('SO-20', 'C1'), order('SO-21', 'C2'), order('SO-22', null));
    expect(await looked()).toEqual(['SO-20 missing NO_REQUEST', 'SO-21 not-needed']);
  });

  it('is approved by a request of a deal that was won before anybody asked', async () => {
    await offers.tell(offer('C3', { discount: '15%', standing: 'won' }), order('SO-23', 'C3'));
    expect(await looked()).toEqual(['SO-23 missing NO_REQUEST']);
    const request = await approvals.submit(as('ana'), { deal: 'C3', matrix: null, seen: null });
    expect(await looked()).toEqual(['SO-23 missing PENDING']);
    await said(request);
    expect(await looked()).toEqual(['SO-23 approved']);
  });

  it('says why: rejected, taken back, other terms than were approved', async () => {
    await said(await submitted('D1', '15%'), 'reject');
    await approvals.recall(as('ana'), (await submitted('D2', '15%')).id);
    const approved = await submitted('D3', '15%');
    await said(approved);
    await offers.tell(offer('D3', { discount: '18%', revision: 2 }));
    await offers.tell(order('SO-30', 'D1'), order('SO-31', 'D2'), order('SO-32', 'D3'));
    expect(await looked()).toEqual([
      'SO-30 missing REJECTED',
      'SO-31 missing RECALLED',
      'SO-32 missing OTHER_TERMS',
    ]);
    expect(await standing(approved)).toBe('STALE');
    await offers.tell(offer('D3', { discount: '15%', revision: 3 }));
    expect(await looked()).toEqual(['SO-32 approved']);
    expect(await standing(approved)).toBe('CONSUMED crm SO-32');
  });

  it('loses the approval when the deal turns out to have had worse terms, and gets it back with them', async () => {
    await said(await submitted('E1', '15%'));
    await offers.tell(order('SO-40', 'E1'));
    expect(await looked()).toEqual(['SO-40 approved']);
    await offers.tell(offer('E1', { discount: '28%', revision: 2 }));
    expect(await looked()).toEqual(['SO-40 missing OTHER_TERMS']);
    await offers.tell(offer('E1', { discount: '15%', revision: 3 }));
    expect(await looked()).toEqual(['SO-40 approved']);
  });

  it('gets another approval of the terms as they turned out to be', async () => {
    await said(await submitted('E2', '15%'));
    await offers.tell(order('SO-41', 'E2'));
    expect(await looked()).toEqual(['SO-41 approved']);
    await offers.tell(offer('E2', { discount: '25%', standing: 'won', revision: 2 }));
    const { id, hash } = await approvals.submit(as('ana'), { deal: 'E2', matrix: null, seen: null });
    expect(await looked()).toEqual(['SO-41 missing PENDING']);
    for (const [person, step] of [
      ['mia', 0],
      ['dan', 1],
    ] as const)
      await approvals
        .decide(as(person), { request: id, step, decision: 'approve', hash, reason: null })
        .catch(() => undefined);
    expect(await looked()).toEqual(['SO-41 approved']);
    expect(await lacks('SO-41')).toBeNull();
  });

  it('is looked at no more where it is withdrawn, and by its new deal where it names another', async () => {
    await offers.tell(offer('F1', { discount: '15%' }), offer('F2', { discount: '5%' }));
    await offers.tell(order('SO-50', 'F1'), order('SO-51', 'F1'));
    expect(await looked()).toEqual(['SO-50 missing NO_REQUEST', 'SO-51 missing NO_REQUEST']);
    await offers.tell(
      order('SO-50', 'F1', { revision: 2, withdrawn: true }),
      order('SO-51', 'F2', { revision: 2 }),
    );
    expect(await looked()).toEqual(['SO-51 not-needed']);
  });

  it('needs what the matrix of the day of the offer asks, and nothing where it was booked before there was one', async () => {
    await offers.tell(offer('G1', { discount: '15%' }), offeredIn2019('G2', '15%'));
    await offers.tell(order('SO-60', 'G1'), order('SO-61', 'G2', { on: '2019-06-20' }));
    expect(await looked()).toEqual(['SO-60 missing NO_REQUEST', 'SO-61 not-needed']);
    await offers.publish(MATRIX.replace('(10%..20%]', '(16%..20%]'));
    expect(await looked()).toContain('SO-60 not-needed');
    await offers.publish(MATRIX);
    expect(await looked()).toContain('SO-60 missing NO_REQUEST');
  });

  it('needs the approval of its day where the offer is told as one from before there was a matrix', async () => {
    await offers.tell(offeredIn2019('G3', '40%'), order('SO-62', 'G3'));
    expect(await looked()).toEqual(['SO-62 missing NO_REQUEST']);
    await offers.tell(order('SO-62', 'G3', { revision: 2, on: '2019-06-20' }));
    expect(await looked()).toEqual(['SO-62 not-needed']);
  });

  it('does not escape a refusal by another day of the offer or better terms, told later', async () => {
    for (const deal of ['R1', 'R2']) await said(await submitted(deal, '40%'), 'reject');
    await offers.tell(order('SO-90', 'R1'), order('SO-91', 'R2'));
    expect(await looked()).toEqual(['SO-90 missing REJECTED', 'SO-91 missing REJECTED']);
    await offers.tell(offeredIn2019('R1', '40%', 2), offer('R2', { discount: '5%', revision: 2 }));
    expect(await looked()).toEqual([]);
    expect([await lacks('SO-90'), await lacks('SO-91')]).toEqual(['REJECTED', 'REJECTED']);
    await approvals.submit(as('ana'), { deal: 'R2', matrix: null, seen: null });
    expect(await looked()).toEqual(['SO-91 approved']);
  });

  it('has an approval that ran out after its day, whenever the file of it comes', async () => {
    const request = await submitted('V1', '15%');
    await said(request);
    offers.ahead = 61 * 86_400_000;
    await approvals.tend(as('vic'), request.id);
    offers.ahead = 0;
    expect(await standing(request)).toBe('EXPIRED');
    await offers.tell(order('SO-95', 'V1'), order('SO-96', 'V1', { on: '2199-01-01' }));
    expect(await looked()).toEqual(['SO-95 approved', 'SO-96 missing EXPIRED']);
    await offers.tell(order('SO-95', 'V1', { revision: 2, on: '2199-01-01' }));
    expect(await looked()).toEqual(['SO-95 missing EXPIRED']);
  });

  it('lacks an approval that had run out on its day, used before or not, and a return has that of what it returns', async () => {
    const request = await submitted('V2', '15%');
    await said(request);
    await offers.tell(order('SO-97', 'V2', { on: '2199-01-01' }));
    expect(await looked()).toEqual(['SO-97 missing EXPIRED']);
    expect(await standing(request)).toBe('APPROVED');
    const back = order('SO-98R', 'V2', { on: '2199-01-02' });
    await offers.tell(order('SO-98', 'V2'), {
      ...back,
      columns: { ...back.columns, net: '-1000', changes: 'SO-98' },
    });
    expect(await looked()).toEqual(['SO-98 approved', 'SO-98R approved']);
    expect(await standing(request)).toBe('CONSUMED crm SO-98');
    await offers.tell(order('SO-99', 'V2', { on: '2199-01-01' }));
    expect(await looked()).toEqual(['SO-99 missing EXPIRED']);
  });

  it('is found out once, however many look at the same time', async () => {
    const request = await submitted('H1', '15%');
    await said(request);
    await offers.tell(order('SO-70', 'H1'), order('SO-71', 'H1'));
    const others = Array.from(
      { length: 4 },
      () => new ClearingsService(database, offers.rules, new DealsService(offers.rules), offers.imports),
    );
    const found = (await Promise.all([...others, clearings].map((each) => each.look()))).flat();
    expect(found.map(({ booking }) => booking).sort()).toEqual(['SO-70', 'SO-71']);
    expect(await standing(request)).toBe('CONSUMED crm SO-70');
  });

  it('is imported with a deal that is known, and looked at as soon as its file is in', async () => {
    await offers.tell(offer('I1', { discount: '15%' }));
    const file = 'booking,date,currency,net,deal\nSO-80,2026-03-10,USD,10,I1\nSO-81,2026-03-10,USD,10,I9\n';
    const report = await give('bookings', file);
    expect(report.rejections).toMatchObject([{ line: 3, column: 'deal', value: 'I9' }]);
    clearings.onModuleInit();
    const kept = offers.imports.importFile(ACTOR, {
      kind: 'bookings',
      source: 'crm',
      fileName: 'bookings.csv',
      catalogue: null,
      partial: true,
      open: async function* () {
        yield Buffer.from(file);
      },
    });
    const { entry } = await kept;
    expect(await lacks('SO-80')).toBe('NO_REQUEST');
    await offers.imports.undoImport(ACTOR, entry ?? '');
    expect(await looked()).toEqual([]);
  });
});

async function lacks(booking: string): Promise<string | null | undefined> {
  const rows = await database.reading(ACTOR, (tx) =>
    tx.query<{ lacks: string | null }>(
      'select lacks from booking_clearance where booking = $1 order by nth desc limit 1',
      [booking],
    ),
  );
  return rows[0]?.lacks;
}
