import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, offer, Offers, standsIn } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import { ACTOR } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { ALL_DAYS, type Sight } from '../../platform/database/actor.js';
import type { Viewer } from '../../platform/identity/viewer.js';

const database = testDatabase();
const offers = new Offers(database);
const { approvals } = offers;
const PEOPLE = ['ana', 'ben', 'mia', 'dan', 'kim', 'lou', 'max'];
const userOf = (person: string): string => `00000000-0000-4000-8000-00000000000${PEOPLE.indexOf(person)}`;

/** Somebody who signs in as a participant and sees their own alone, and what their team's pay shows. */
function signedIn(person: string, team: readonly string[] = []): Viewer & { readonly sight: Sight } {
  const pay = new Map([person, ...team].map((each) => [each, ALL_DAYS]));
  return {
    ...as(person),
    id: userOf(person),
    sight: { pay, bookings: 'credited', audit: 'own' },
    sees: () => 'own',
  } as unknown as Viewer & { readonly sight: Sight };
}

beforeAll(async () => {
  await offers.open();
  await database.change(ACTOR, { action: 'user.add', subject: 'users' }, async (tx) => {
    for (const person of PEOPLE)
      await tx.query(
        'insert into kicker_user (user_id, login, name, participant, entry) values ($1, $2, $2, $2, $3)',
        [userOf(person), person, tx.entry],
      );
    return { result: null };
  });
}, 60_000);

async function submitted(deal: string, discount: string, margin = '45%'): Promise<Request> {
  await offers.tell(offer(deal, { discount, margin }));
  return await approvals.submit(signedIn('ana'), { deal, matrix: null, seen: null });
}

const decide = ({ id, hash }: Request, who: Viewer): Promise<Request> =>
  approvals.decide(who, { request: id, step: 0, decision: 'approve', hash, reason: null });

/** How many rows somebody finds of a request, of its steps and of its log, by statements that ask for all. */
async function rowsOf(
  actor: { readonly id: string; readonly sight?: Sight },
  request: Request,
): Promise<number[]> {
  return await database.reading(actor, async (tx) => {
    const counts = await Promise.all(
      [
        'select count(*)::int as count from approval_request where id = $1',
        'select count(*)::int as count from approval_step where request = $1',
        'select count(*)::int as count from approval_event where request = $1',
      ].map((sql) => tx.query<{ count: number }>(sql, [request.id])),
    );
    return counts.map(([row]) => row?.count ?? -1);
  });
}

describe('a statement that asks for all requests', () => {
  it('finds those of sellers, of their managers, of who is asked or stands in, and of who decided', async () => {
    const request = await submitted('S1', '5%', '30%');
    const all = [1, 1, 3];
    expect(await rowsOf(ACTOR, request)).toEqual(all);
    expect(await rowsOf(signedIn('ana'), request)).toEqual(all);
    expect(await rowsOf(signedIn('mia', ['ana']), request)).toEqual(all);
    expect(await rowsOf(signedIn('kim'), request)).toEqual(all);
    const nothing = [0, 0, 0];
    for (const who of [signedIn('ben'), signedIn('dan'), { id: userOf('kim').replace('8', '9') }])
      expect(await rowsOf(who, request)).toEqual(nothing);
    await offers.tell(standsIn('lou', 'dan'));
    expect(await rowsOf(signedIn('dan'), request)).toEqual(all);
    await decide(request, signedIn('dan'));
    await offers.tell(standsIn('lou', 'dan', { revision: 2, withdrawn: true }));
    expect(await rowsOf(signedIn('dan'), request)).toEqual([1, 1, 4]);
    expect((await decide(request, signedIn('kim'))).standing).toBe('APPROVED');
  });

  it('is not needed to have a deal compared with an approval of before that who submits now may not see', async () => {
    const request = await submitted('S2', '15%');
    await decide(request, signedIn('mia'));
    await offers.tell(offer('S2', { discount: '14%', seller: 'ben', revision: 2 }));
    expect(await rowsOf(signedIn('ben'), request)).toEqual([0, 0, 0]);
    const preview = await approvals.preview(signedIn('ben'), 'S2', null);
    const steps = preview.plan.kind === 'planned' ? preview.plan.steps : [];
    expect(steps).toMatchObject([{ kind: 'asked', reopened: { why: 'worse', facts: ['deal.seller'] } }]);
    const again = await approvals.submit(signedIn('ben'), { deal: 'S2', matrix: null, seen: null });
    expect([again.standing, again.steps[0]?.standing]).toEqual(['PENDING', 'REQUESTED']);
  });

  it('lets nobody act on what they may not see, and holds what is written to who may decide', async () => {
    const request = await submitted('S3', '15%');
    expect(await codeOf(decide(request, signedIn('ben')))).toBe('REQUEST_UNKNOWN');
    const forge = database.change(
      { id: userOf('max') },
      { action: 'approval.approve', subject: 'S3' },
      async (tx) => {
        await tx.query(
          `insert into approval_event (request, entry, sequence, event, step, actor, happened_at, standing, hash, matrix_version, detail)
         values ($1, $2, 99, 'APPROVE', 0, 'ana', clock_timestamp(), 'APPROVED', 'x', 'x', '{}')`,
          [request.id, tx.entry],
        );
        return { result: null };
      },
    );
    await expect(forge).rejects.toThrow('whoever submitted or sells a deal approves nothing of it');
  });

  it('finds questions to engagement policies only with an answer that is seen', async () => {
    await database.change(ACTOR, { action: 'ruling', subject: 'question' }, async (tx) => {
      await tx.query(
        `insert into engagement_question (kind, subject, decision, day, nth, checked) values ('account', 'acme', 'credit', '2026-03-05', 0, 0)`,
      );
      return { result: null };
    });
    const count = (actor: { readonly id: string; readonly sight?: Sight }): Promise<unknown[]> =>
      database.reading(actor, (tx) => tx.query('select subject from engagement_question'));
    expect([await count(ACTOR), await count(signedIn('ana')), await count({ id: 'nobody' })]).toEqual([
      [{ subject: 'acme' }],
      [],
      [],
    ]);
  });
});
