import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../test/support/disputes/dispute-policy.js';
import { answer, disputer as as, disputing, filing } from '../../../test/support/disputes/disputing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { readDay } from '../../engine/kernel/day.js';
import { RulingsService, type Question } from '../engagement/rulings.service.js';
import { WhatIfService } from '../engagement/what-if.service.js';

const database = testDatabase();
const { disputes, list, rules } = disputing(database);
const rulings = new RulingsService(database, rules);
let today = '';
const AGREEMENT = `fields:
  - { name: dispute.agreement, is: one-of, values: [open, reached], means: Whether they agree }
`;
const AGREED = `    phases:
      - { id: agreed, rules: [{ id: agreed, when: { dispute.agreement: unknown }, gives: { decided-by: nobody, within: nothing }, because: They agree }] }
`;

beforeAll(async () => {
  await publishRules(database);
  await tell(database, [
    ...people(),
    booking({ id: 'B2', day: '2026-02-05', net: '1000', seller: 'seller-0' }),
  ]);
  const files = [
    { path: 'facts.yaml', text: withDisputeFacts(benchFacts()).replace('fields:\n', AGREEMENT) },
    { path: 'disputes.yaml', text: DISPUTE_POLICY.replace('    phases:\n', AGREED) },
  ];
  const { findings, position } = await rules.publish(ACTOR, files, 'Disputes');
  expect([position === null, findings.filter(({ severity }) => severity === 'error')]).toEqual([false, []]);
  today = await database.inTransaction(ACTOR, async (tx) => {
    const catalogue = await rules.catalogueNow(tx);
    const [row] = await tx.query<{ day: string }>(`select (now() at time zone $1)::date::text as day`, [
      catalogue?.timeZone,
    ]);
    return row?.day ?? '';
  });
}, 60_000);

const about = (subject: string, day = today): Question => ({
  kind: 'dispute',
  subject,
  decision: 'dispute',
  day,
});

async function told(question: Question): Promise<string> {
  const { gives, exception } = await rulings.decide(ACTOR, question);
  return exception ?? gives.map(({ value }) => value ?? 'nothing').join(' ');
}

describe('a ruling on a dispute', () => {
  it('says who decides it now, and does so again when it goes up', async () => {
    const id = await disputes.file(as('seller-1'), filing());
    const { read } = await rulings.decide(ACTOR, about(id));
    expect(read).toContainEqual({ name: 'dispute.about', value: today });
    expect(await told(about(id))).toBe('manager 10 days');
    await disputes.answer(as('manager-1'), answer(id, { answer: 'pass-up', reason: 'Not for me' }));
    expect(await rulings.decideAgain(ACTOR)).toEqual({ checked: 1, changed: 1 });
    const again = await rulings.decide(ACTOR, about(id));
    expect(again.cause).toEqual([{ what: 'dispute.level', before: null, after: 'manager' }]);
    const { level } = (await list.one(as('cop'), id)) ?? {};
    expect([await told(about(id)), level]).toEqual(['comp-operations 5 days', 'comp-operations']);
    expect(await told(about(id, '2120-01-01'))).toBe('nobody nothing');
    await disputes.withdraw(as('seller-1'), id, 'We agreed');
    expect(await rulings.decideAgain(ACTOR)).toEqual({ checked: 2, changed: 0 });
    expect(await rulings.decideAgain(ACTOR)).toEqual({ checked: 0, changed: 0 });
    expect(await rulings.subjects(ACTOR, 'dispute')).toEqual([id]);
  });

  it('is told to nobody who does not see all bookings, nor are its facts', async () => {
    const [id = ''] = await rulings.subjects(ACTOR, 'dispute');
    const seen = (who: string): Promise<number> =>
      database.reading(as(who), async (tx) => {
        return (await tx.query(`select from engagement_ruling where kind = 'dispute'`)).length;
      });
    expect([await seen('cop'), await seen('seller-1')]).toEqual([3, 0]);
    expect(await rulings.subjects(as('seller-1'), 'dispute')).toEqual([]);
    const asked = { decision: 'dispute', day: readDay(today) ?? 0, facts: [] };
    const like = [{ kind: 'dispute', subject: id } as const];
    const whatIf = new WhatIfService(database, rules);
    expect(await whatIf.answers(as('cop'), [{ ...asked, like }])).toMatchObject([{ exception: null }]);
    expect(await codeOf(whatIf.answers(as('seller-1'), [{ ...asked, like }]))).toBe('RULING_SUBJECT_UNKNOWN');
  });

  it.each([
    ['of no known dispute', randomUUID()],
    ['of no id at all', 'first'],
  ])('%s is refused', async (_, id) => {
    expect(await codeOf(rulings.decide(ACTOR, about(id)))).toBe('RULING_SUBJECT_UNKNOWN');
  });
});
