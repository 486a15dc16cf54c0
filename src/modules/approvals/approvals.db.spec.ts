import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, MATRIX, offer, Offers, seat } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { apply } from '../../engine/approvals/request/apply.js';
import { readRequests } from './store/read-requests.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);

const { approvals, list } = offers;

async function submitted(deal: string, discount: string, margin?: string): Promise<Request> {
  await offers.tell(offer(deal, { discount, ...(margin === undefined ? {} : { margin }) }));
  return await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

const said = (
  request: Request,
  person: string,
  step: number,
  reason: string | null = null,
): Promise<Request> =>
  approvals.decide(as(person), {
    request: request.id,
    step,
    decision: reason === null ? 'approve' : 'reject',
    hash: request.hash,
    reason,
  });

const standing = ({ standing: of, steps }: Request): string =>
  [of, ...steps.map((step) => `${step.requirement.level} ${step.standing}`)].join(', ');

describe('a deal that is submitted', () => {
  it('needs what the preview said, from whom it said, and goes up the ladder', async () => {
    await offers.tell(offer('D1', { discount: '25%', margin: '38%' }));
    const preview = await approvals.preview(as('ana'), 'D1', null);
    expect(preview.plan).toMatchObject({ kind: 'planned', rows: ['twenty', 'thin'] });
    expect(preview.avoidances).toMatchObject([
      { level: 'manager', fact: 'deal.discount' },
      { level: 'director', fact: 'deal.discount' },
      { level: 'desk', fact: 'deal.margin' },
    ]);
    const request = await approvals.submit(as('ana'), { deal: 'D1', matrix: null, seen: preview.hash });
    expect(standing(request)).toBe('PENDING, manager REQUESTED, director WAITING, desk REQUESTED');
    expect(request.steps.map(({ people }) => people)).toEqual([['mia'], [], ['kim', 'lou', 'max']]);
    await said(request, 'mia', 0);
    await said(request, 'kim', 2);
    await said(request, 'dan', 1);
    expect(standing(await said(request, 'max', 2))).toBe(
      'APPROVED, manager APPROVED, director APPROVED, desk APPROVED',
    );
  });

  it('is approved at once where nobody is needed, by the name of the rule', async () => {
    const request = await submitted('D2', '5%');
    const [stored] = await database.reading(as('ana'), (tx) => readRequests(tx, [request.id]));
    expect(stored?.events.map(({ event, actor }) => `${event} ${actor}`)).toEqual([
      'SUBMIT ana',
      'EVALUATED AUTO_NONE_REQUIRED',
    ]);
  });

  it('has one request that is open, and is not submitted when it changed since it was looked at', async () => {
    const request = await submitted('D3', '15%');
    expect(await codeOf(approvals.submit(as('ana'), { deal: 'D3', matrix: null, seen: null }))).toBe(
      'APPROVAL_NOT_OPEN',
    );
    await offers.tell(offer('D4', { discount: '15%' }));
    const { hash } = await approvals.preview(as('ana'), 'D4', null);
    await offers.tell(offer('D4', { discount: '16%', revision: 2 }));
    expect(await codeOf(approvals.submit(as('ana'), { deal: 'D4', matrix: null, seen: hash }))).toBe(
      'APPROVAL_OLD_FINGERPRINT',
    );
    expect(request.standing).toBe('PENDING');
  });

  it('is refused where there is no deal, no matrix, nobody who may, or it is over', async () => {
    const submit = (
      deal: string,
      who: string | null = 'ana',
      matrix: string | null = null,
    ): Promise<string> => codeOf(approvals.submit(as(who), { deal, matrix, seen: null }));
    await offers.tell(offer('D5', { discount: '15%', standing: 'lost' }));
    expect(await submit('none')).toBe('DEAL_UNKNOWN');
    expect(await submit('D1', 'ana', 'other')).toBe('MATRIX_UNKNOWN');
    expect(await submit('D1', null)).toBe('NOT_A_PARTICIPANT');
    expect(await submit('D5')).toBe('APPROVAL_NOT_OPEN');
  });
});

describe('a deal that changes', () => {
  it('carries what did not get worse, and opens what did, and only that', async () => {
    const first = await submitted('C1', '20%', '38%');
    await said(first, 'mia', 0);
    await said(first, 'kim', 1);
    await said(first, 'lou', 1);
    await offers.tell(offer('C1', { discount: '18%', margin: '38%', note: 'better', revision: 2 }));
    const better = await approvals.submit(as('ana'), { deal: 'C1', matrix: null, seen: null });
    expect(standing(better)).toBe('APPROVED, manager AUTO_CARRIED, desk AUTO_CARRIED');
    expect(better.parent).toBe(first.id);
    await offers.tell(offer('C1', { discount: '22%', margin: '37.5%', revision: 3 }));
    const worse = await approvals.submit(as('ana'), { deal: 'C1', matrix: null, seen: null });
    expect(standing(worse)).toBe('PENDING, manager REQUESTED, director WAITING, desk AUTO_CARRIED');
    const [gone] = await database.reading(as('ana'), (tx) => readRequests(tx, [better.id]));
    expect(gone?.request.standing).toBe('SUPERSEDED');
  });

  it('does not let small steps pass a tolerance together', async () => {
    const first = await submitted('C2', '5%', '39%');
    await said(first, 'kim', 0);
    await said(first, 'lou', 0);
    for (const [revision, margin] of [
      [2, '38.5%'],
      [3, '38%'],
    ] as const) {
      await offers.tell(offer('C2', { discount: '5%', margin, revision }));
      const carried = await approvals.submit(as('ana'), { deal: 'C2', matrix: null, seen: null });
      expect(standing(carried)).toBe('APPROVED, desk AUTO_CARRIED');
    }
    await offers.tell(offer('C2', { discount: '5%', margin: '37.9%', revision: 4 }));
    const open = await approvals.submit(as('ana'), { deal: 'C2', matrix: null, seen: null });
    expect(standing(open)).toBe('PENDING, desk REQUESTED');
  });

  it('takes an open request with it, so that nobody decides what is no more', async () => {
    const request = await submitted('C3', '15%');
    await offers.tell(offer('C3', { discount: '25%', revision: 2 }));
    expect(await codeOf(said(request, 'mia', 0))).toBe('APPROVAL_OLD_FINGERPRINT');
    const page = await list.page(
      as('mia'),
      { of: null, deal: 'C3', standing: null },
      { first: 5, after: null },
    );
    expect(page.nodes.map(({ standing: of, parent }) => [of, parent])).toEqual([
      ['PENDING', request.id],
      ['SUPERSEDED', null],
    ]);
    expect(await codeOf(said(request, 'mia', 0))).toBe('APPROVAL_NOT_OPEN');
  });

  it('is judged anew once it says what was missing, where it could not be judged', async () => {
    const whole = offer('C4', { discount: '15%' });
    await offers.tell({ ...whole, columns: { ...whole.columns, attributes: '{"deal.margin": "45%"}' } });
    const failed = await approvals.submit(as('ana'), { deal: 'C4', matrix: null, seen: null });
    expect(failed.standing).toBe('EVALUATION_FAILED');
    expect((await approvals.retry(as('ana'), failed.id)).standing).toBe('EVALUATION_FAILED');
    await expect(approvals.submit(as('ana'), { deal: 'C4', matrix: null, seen: null })).rejects.toMatchObject(
      {
        code: 'APPROVAL_NOT_OPEN',
        hint: expect.stringContaining(`\`approvalRetry\` with request "${failed.id}"`),
      },
    );
    await offers.tell(offer('C4', { discount: '15%', revision: 2 }));
    expect(await codeOf(approvals.retry(as('ana'), failed.id))).toBe('APPROVAL_OLD_FINGERPRINT');
    const filter = { of: null, deal: 'C4', standing: null };
    const { nodes } = await list.page(as('mia'), filter, { first: 5, after: null });
    expect(nodes.map(({ standing: of, parent }) => [of, parent])).toEqual([
      ['PENDING', failed.id],
      ['SUPERSEDED', null],
    ]);
  });
});

describe('who decides', () => {
  it('is not the seller, not who wrote the deal, and not who is not asked', async () => {
    const request = await submitted('W1', '15%');
    expect(await codeOf(said(request, 'ana', 0))).toBe('APPROVAL_TAKES_PART');
    expect(await codeOf(said(request, 'vic', 0))).toBe('APPROVAL_NOT_ASKED');
    expect(
      await codeOf(
        approvals.decide(as('mia'), {
          request: 'c0ffee00-0000-4000-8000-000000000000',
          step: 0,
          decision: 'approve',
          hash: 'x',
          reason: null,
        }),
      ),
    ).toBe('REQUEST_UNKNOWN');
    expect(await codeOf(said(request, 'mia', 0, ' '))).toBe('APPROVAL_NO_REASON');
    expect(standing(await said(request, 'mia', 0, 'Too cheap'))).toBe('REJECTED, manager REJECTED');
  });

  it('cannot be the submitter, even where somebody writes into the database by hand', async () => {
    const request = await submitted('W2', '15%');
    const write = database.change(
      as('ana'),
      { action: 'approval.approve', subject: 'by hand' },
      async (tx) => {
        await tx.query(
          `insert into approval_event (request, sequence, entry, event, step, actor, happened_at, standing, hash, matrix_version, detail)
         values ($1, 99, $2, 'APPROVE', 0, 'ana', now(), 'PENDING', $3, 'x', '{}')`,
          [request.id, tx.entry.toString(), request.hash],
        );
        return { result: null };
      },
    );
    await expect(write).rejects.toThrow('whoever submitted or sells a deal approves nothing of it');
  });

  it('is who reports lines say now: a manager who moved decides no more, and the new one does', async () => {
    const request = await submitted('W3', '15%');
    await offers.tell(seat('ana', 'dan', { revision: 2 }));
    expect(await codeOf(said(request, 'mia', 0))).toBe('APPROVAL_NOT_ASKED');
    expect(standing(await said(request, 'dan', 0))).toBe('APPROVED, manager APPROVED');
    await offers.tell(seat('ana', 'mia', { revision: 3 }));
  });

  it('goes by the version of the matrix that was in force at the submission', async () => {
    const request = await submitted('W4', '15%');
    await offers.publish(MATRIX.replace('"(10%..20%]" }, up-to: manager', '"(10%..20%]" }, up-to: vp'));
    expect(standing(await said(request, 'mia', 0))).toBe('APPROVED, manager APPROVED');
    await offers.publish(MATRIX);
  });
});

describe('a request as it is kept', () => {
  it('replays to the state that is stored, and its steps to what is looked up', async () => {
    const rows = await database.reading(as('ana'), (tx) =>
      tx.query<{ id: string; standing: string; revision: number }>(
        'select id, standing, revision from approval_request',
      ),
    );
    const stored = await database.reading(as('ana'), (tx) =>
      readRequests(
        tx,
        rows.map(({ id }) => id),
      ),
    );
    const told = stored.map(({ request, events }) => {
      let sequence = 0;
      const again = events.reduce<Request | null>((now, event) => {
        sequence += 1;
        return apply(now, event, request.id);
      }, null);
      return { id: request.id, standing: again?.standing ?? '', revision: sequence };
    });
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
    expect(told.sort(byId)).toEqual([...rows].sort(byId));
    expect(rows.length).toBeGreaterThan(10);
  });

  it('is in the inbox of who is asked, and of nobody else', async () => {
    const request = await submitted('I1', '15%');
    const inbox = async (person: string): Promise<string[]> => {
      const viewer = { ...as(person), sees: () => 'own' as const };
      const page = await list.page(
        viewer,
        { of: 'mine', deal: null, standing: null },
        { first: 50, after: null },
      );
      return page.nodes.map(({ deal }) => deal);
    };
    expect(await inbox('mia')).toContain('I1');
    expect(await inbox('kim')).not.toContain('I1');
    await said(request, 'mia', 0);
    expect(await inbox('mia')).not.toContain('I1');
  });
});
