import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Request } from '../../engine/approvals/request/state.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);

const { approvals } = offers;
let revision = 10;

async function leave(person: string, day: string | null): Promise<void> {
  revision += 1;
  const columns = { name: person, attributes: '{}', left_on: day };
  await offers.tell({ table: 'participant', id: person, revision, columns });
}

const approve = ({ id: request, hash }: Request, person: string, step: number): Promise<Request> =>
  approvals.decide(as(person), { request, step, decision: 'approve', hash, reason: null });

const standing = ({ standing: of, steps }: Request): string =>
  [of, ...steps.map((step) => `${step.requirement.level} ${step.standing}`)].join(', ');

/** A deal of which one of the desk approved before too few of the desk were left, judged again when they are back. */
async function judgedAgain(deal: string): Promise<Request> {
  await offers.tell(offer(deal, { discount: '15%', margin: '38%' }));
  const first = await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
  await approve(first, 'kim', 1);
  for (const gone of ['lou', 'max']) await leave(gone, '2021-01-01');
  expect((await approvals.tend(as('vic'), first.id)).standing).toBe('EVALUATION_FAILED');
  for (const back of ['lou', 'max']) await leave(back, null);
  return await approvals.retry(as('ana'), first.id);
}

describe('a deal that is judged again', () => {
  it('is decided anew by whoever decided its steps before', async () => {
    const again = await judgedAgain('R1');
    expect(standing(again)).toBe('PENDING, manager REQUESTED, desk REQUESTED');
    expect(standing(await approve(again, 'kim', 1))).toBe('PENDING, manager REQUESTED, desk REQUESTED');
    await approve(again, 'lou', 1);
    expect((await approve(again, 'mia', 0)).standing).toBe('APPROVED');
  });

  it('lets them take their decision back and say the same again, and counts it once', async () => {
    const again = await judgedAgain('R2');
    await approve(again, 'kim', 1);
    await approvals.retract(as('kim'), again.id, 1);
    await approve(again, 'kim', 1);
    expect(standing(await approve(again, 'kim', 1))).toBe('PENDING, manager REQUESTED, desk REQUESTED');
  });
});

const EVENT = `insert into approval_event (request, sequence, entry, event, step, actor, happened_at, standing, hash, matrix_version, detail)
  select $1, 99, $5, $2, 1, $3, now(), standing, hash, matrix_version, $4::jsonb from approval_request where id = $1`;

describe('what is written past the program', () => {
  it.each([
    ['a second vote at a level', 'APPROVE', 'kim', {}, 'a person decides a step once'],
    [
      'a second person of an override who submitted the deal',
      'OVERRIDE',
      'vic',
      { second: 'ana' },
      'whoever submitted or sells a deal approves nothing of it',
    ],
  ])('is not %s', async (_, event, actor, detail, message) => {
    const { id, ...again } = await judgedAgain(`P ${event}`);
    await approve({ id, ...again }, 'kim', 1);
    const change = { action: 'approval.tend', subject: `approval ${id}` };
    const written = database.change(as('vic'), change, async (tx) => ({
      result: await tx.query(EVENT, [id, event, actor, JSON.stringify(detail), tx.entry.toString()]),
    }));
    await expect(written).rejects.toThrow(message);
  });
});
