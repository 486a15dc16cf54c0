import { beforeAll, describe, expect, it } from '@jest/globals';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { codeOf } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../../test/support/disputes/dispute-policy.js';
import { answer, disputer as as, disputing, filing } from '../../../../test/support/disputes/disputing.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../../test/support/small-company.js';
import type { Viewer } from '../../../platform/identity/viewer.js';

const database = testDatabase();
const { disputes, list, rules } = disputing(database);
const access = new AccessOf(database);
const { users } = access;
const admin = (login: string, participant: string | null = null): Promise<Viewer> =>
  access.viewer(login, { participant, roles: ['comp_admin'] });

const RULINGS = 'ruling,booking,account,from,until,shares,reason,decided_by,revision,withdrawn\n';

/** Tells rulings as somebody, each `ruling,booking` and where it is taken back `,2,yes`. */
async function rule(
  { id }: Pick<Viewer, 'id'>,
  ...rows: readonly (readonly [of: string, change?: string])[]
): Promise<void> {
  const told = rows.map(
    ([of, change = ',']) => `${of},,,,seller-2 1,He closed it,Comp operations,${change}\n`,
  );
  const report = await importing(database, seeingAll(id))('credit-rulings', RULINGS + told.join(''));
  expect(report.rejections).toEqual([]);
}

const deny = (viewer: Viewer, id: string): Promise<string> =>
  codeOf(disputes.answer(viewer, answer(id, { answer: 'deny' })));
const askedNames = async (id: string): Promise<unknown> => (await list.one(as('cop'), id))?.askedNames;

beforeAll(async () => {
  await publishRules(database);
  const bookings = ['B1', 'B2', 'B3'].map((id) =>
    booking({ id, day: '2026-08-06', net: '1000', seller: 'seller-0' }),
  );
  await tell(database, [...people(), ...bookings]);
  const policy = DISPUTE_POLICY.replace('decided-by: manager', 'decided-by: comp-operations');
  const files = [
    { path: 'facts.yaml', text: withDisputeFacts(benchFacts()) },
    { path: 'disputes.yaml', text: policy },
  ];
  const { findings, position } = await rules.publish(ACTOR, files, 'Disputes');
  expect([position === null, findings.filter(({ severity }) => severity === 'error')]).toEqual([false, []]);
}, 60_000);

describe('whoever told a ruling', () => {
  it('decides no dispute of another that decided the booking before theirs', async () => {
    const [first, later, free] = [await admin('first'), await admin('later'), await admin('free')];
    await rule(first, ['CR-1,B1']);
    const of = filing({ source: null, booking: null, ruling: 'CR-1' });
    const id = await disputes.file(as('seller-1'), of);
    await rule(first, ['CR-1,B1', '2,yes']);
    await rule(later, ['CR-2,B1']);
    expect(await askedNames(id)).toEqual(['free']);
    expect([await deny(first, id), await deny(later, id), await deny(free, id)]).toEqual([
      'DISPUTE_TAKES_PART',
      'DISPUTE_TAKES_PART',
      'done',
    ]);
  });

  it('decides nothing by another user either, once they sign in as that', async () => {
    const before = await admin('before', 'seller-4');
    await rule(before, ['CR-3,B2']);
    await users.edit(COMMAND_LINE, 'before', { participant: null, reason: 'Signs in by another' });
    const after = await admin('after', 'seller-4');
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B2' }));
    expect(await askedNames(id)).toEqual(['first', 'free', 'later']);
    expect([await deny(before, id), await deny(after, id)]).toEqual([
      'DISPUTE_TAKES_PART',
      'DISPUTE_TAKES_PART',
    ]);
  });

  it('is none who signs in as the participant that the user was not when it was told', async () => {
    await users.edit(COMMAND_LINE, 'first', { participant: 'seller-5', reason: 'By mistake' });
    await users.edit(COMMAND_LINE, 'first', { participant: null, reason: 'Corrected' });
    const other = await admin('other', 'seller-5');
    await rule({ id: await users.idOf('first') }, ['CR-4,B3']);
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    expect(await deny(other, id)).toBe('done');
  });
});
