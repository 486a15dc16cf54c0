import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { ALL_SEEING } from '../../../test/support/api/viewers.js';
import { testDatabase } from '../../../test/support/database.js';
import { publishAll, tellEngaged } from '../../../test/support/engagement/engaged-company.js';
import { ALL_DAYS } from '../../platform/database/actor.js';

const database = testDatabase();
beforeAll(async () => {
  await tellEngaged(database);
  await publishAll(database, [{ path: 'ties.yaml', text: TIES }]);
});
const api = testApi(database);
const seenBy = (person: string) =>
  testApi(database, {
    ...ALL_SEEING,
    id: person,
    sight: { pay: new Map([[person, ALL_DAYS]]), bookings: 'credited', audit: 'none' },
  });
const ana = seenBy('ana');
const ben = seenBy('ben');
const cho = seenBy('cho');

const TIES = `kicker: 1
engagement: ties
from: 2026-01-01
decisions:
  - id: tie
    decides: owner
    outputs: [{ id: owner, is: person }]
    phases:
      - id: both
        rules:
          - { id: large, when: { account.employees: ">= 500 employees" }, gives: { owner: account.owner }, because: Large }
          - { id: prospect, when: { account.relation: prospect }, gives: { owner: account.territory-owner }, because: Prospect }
          - { id: customer, when: { account.relation: customer }, gives: { owner: account.territory-owner }, because: Customer }
    otherwise: { gives: { owner: nothing }, because: Nobody }
`;

const WOULD = `query ($decision: String!, $day: Date!, $facts: [RulingFactInput!], $like: [RulingLikeInput!]) {
  rulingPreview(decision: $decision, day: $day, facts: $facts, like: $like) {
    exception because rule gives { output value as } unknownPeople lost { rule lostTo } } }`;

interface Preview {
  readonly exception: string | null;
  readonly because: string;
  readonly rule: string | null;
  readonly unknownPeople: readonly string[];
  readonly gives: readonly {
    readonly output: string;
    readonly value: string | null;
    readonly as: string | null;
  }[];
}

const facts = (of: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(of).map(([name, value]) => ({ name, value }));

async function would(variables: Record<string, unknown>): Promise<Preview> {
  return (await api.ask<{ rulingPreview: Preview }>(WOULD, variables)).rulingPreview;
}

async function refused(variables: Record<string, unknown>): Promise<unknown> {
  const { errors } = await api.answer(WOULD, variables);
  const { code, hint } = errors?.[0]?.extensions ?? {};
  return [code, errors?.[0]?.message, hint];
}

describe('who would get this', () => {
  it('is answered for a booking that does not exist, each person with their share', async () => {
    const leave = {
      'booking.absence': 'on-leave',
      'booking.opened': 'before-leave',
      'booking.stage': '4 stages',
    };
    const people = { 'booking.cover': 'ben', 'booking.former-owner': 'ana', 'booking.salesperson': 'ben' };
    expect(
      await would({ decision: 'credit', day: '2027-03-01', facts: facts({ ...leave, ...people }) }),
    ).toMatchObject({
      exception: null,
      rule: 'stage-four',
      gives: [
        { output: 'ben', value: '80%' },
        { output: 'ana', value: '20%' },
      ],
    });
    expect(await would({ decision: 'credit', day: '2027-03-01' })).toMatchObject({
      unknownPeople: [],
      gives: [{ output: 'house', value: '100%' }],
    });
  });

  it('says whom of it nobody knows, and not of those whom one does not see', async () => {
    const leave = { 'booking.absence': 'on-leave', 'booking.opened': 'before-leave' };
    const people = { 'booking.cover': 'zoe', 'booking.former-owner': 'ana', 'booking.salesperson': 'zoe' };
    const given = facts({ ...leave, 'booking.stage': '4 stages', ...people });
    for (const viewer of [api, ben])
      expect(await viewer.ask(WOULD, { decision: 'credit', day: '2027-03-01', facts: given })).toMatchObject({
        rulingPreview: { gives: [{ output: 'zoe' }, { output: 'ana' }], unknownPeople: ['zoe'] },
      });
  });

  it('takes facts of what is stored, and others over them', async () => {
    const like = [{ kind: 'ACCOUNT', subject: 'acme' }];
    const asked = { decision: 'segment', day: '2026-04-15', like };
    expect((await would(asked)).gives[0]?.value).toBe('mid-market');
    const grown = facts({ 'account.employees': '5,000 employees' });
    expect((await would({ ...asked, facts: grown })).gives[0]?.value).toBe('enterprise');
    const [row] = await database.inTransaction({ id: 'nobody' }, (tx) =>
      tx.query<{ rows: string }>('select count(*) as rows from engagement_question'),
    );
    expect(row?.rows).toBe('0');
  });

  it('is no answer where rules tie, a fact is missing, or amounts are in other currencies', async () => {
    const tie = {
      'account.employees': '600 employees',
      'account.relation': 'prospect',
      'account.territory-owner': 'ben',
    };
    expect(await would({ decision: 'tie', day: '2026-04-15', facts: facts(tie) })).toMatchObject({
      exception: 'AMBIGUOUS',
      gives: [],
    });
    const unknown = facts({ 'account.relation': 'prospect' });
    expect(await would({ decision: 'tie', day: '2026-04-15', facts: unknown })).toMatchObject({
      exception: 'UNKNOWN_FACT',
    });
    const revenue = facts({ 'request.quarter': 'q2', 'request.revenue': '60000 EUR' });
    expect(await would({ decision: 'move', day: '2026-04-15', facts: revenue })).toMatchObject({
      exception: 'NOT_A_VALUE',
      because: 'Its amounts are in EUR, and the policy tests amounts in USD.',
    });
  });

  it('refuses what the catalogue does not have, with the nearest name, and what is of another type', async () => {
    const asked = { decision: 'segment', day: '2026-04-15' };
    expect(await refused({ ...asked, facts: facts({ 'account.employes': '5 employees' }) })).toEqual([
      'RULING_FACT_UNKNOWN',
      'The fact catalogue has no account.employes.',
      'Did you mean account.employees?',
    ]);
    expect(await refused({ ...asked, facts: facts({ 'account.employees': '5 seats' }) })).toEqual([
      'RULING_FACT_MISTYPED',
      'account.employees is a number of employee, and "5 seats" is not.',
      'Write it like 3 employee.',
    ]);
    expect(
      await refused({ ...asked, facts: facts({ 'account.relation': 'prospect', 'account.named': 'yes' }) }),
    ).toEqual([
      'RULING_FACT_MISTYPED',
      'account.named is of the type one-of, and "yes" is not.',
      'Write one of named, ordinary.',
    ]);
    expect(await refused({ ...asked, decision: 'segmnt' })).toEqual([
      'RULING_DECISION_UNKNOWN',
      'No engagement policy decides segmnt.',
      'Did you mean segment?',
    ]);
    expect(await refused({ ...asked, like: [{ kind: 'ACCOUNT', subject: 'nobody' }] })).toEqual([
      'RULING_SUBJECT_UNKNOWN',
      'There is no account nobody.',
      'Give its facts instead, or the id of one that was imported.',
    ]);
  });
});

describe('rulings are seen', () => {
  const RULED = `{ rulings { totalCount nodes { subject kind } } }`;
  const seen = async (by: typeof api): Promise<string[]> =>
    (await by.ask<{ rulings: { nodes: { subject: string }[] } }>(RULED)).rulings.nodes.map(
      ({ subject }) => subject,
    );

  it('by who sees all, and by whom they are about or who is given something', async () => {
    const decide = `mutation ($input: RulingDecideInput!) { rulingDecide(input: $input) { userErrors { code } } }`;
    const all = [
      { kind: 'ACCOUNT', subject: 'acme', decision: 'account-owner', day: '2026-04-15' },
      { kind: 'OPPORTUNITY', subject: 'O-1', decision: 'opportunity-owner', day: '2024-05-01' },
      { kind: 'BOOKING', subject: 'crm/SO-1/1', decision: 'credit', day: '2024-05-02' },
      { kind: 'ACCOUNT', subject: 'acme', decision: 'tie', day: '2026-04-15' },
    ];
    for (const [at, each] of all.entries())
      await api.ask(decide, { input: { idempotencyKey: `seen ${at}`, ...each } });
    expect(await seen(api)).toEqual(['acme', 'crm/SO-1/1', 'O-1', 'acme']);
    // Given acme by its territory; a tie gives nobody anything.
    expect(await seen(ben)).toEqual(['acme']);
    expect(await seen(ana)).toEqual(['acme', 'crm/SO-1/1', 'O-1', 'acme']);
    expect(await seen(cho)).toEqual(['crm/SO-1/1', 'O-1']);
    const queue = '{ rulings(filter: { exceptions: true }) { nodes { decision exception because } } }';
    expect((await api.ask<{ rulings: { nodes: unknown[] } }>(queue)).rulings.nodes).toEqual([
      {
        decision: 'tie',
        exception: 'AMBIGUOUS',
        because: 'large and prospect both match, and only one may.',
      },
    ]);
    const question = 'kind: OPPORTUNITY, subject: "O-1", decision: "opportunity-owner", day: "2024-05-01"';
    const one = `{ ruling(${question}) { nth stands position recorded checked } before: ruling(${question}, position: "1") { nth } }`;
    expect(await api.ask(one)).toMatchObject({ ruling: [{ nth: 1, stands: true }], before: [] });
    expect(await ben.ask(one)).toMatchObject({ ruling: [] });
  });
});
