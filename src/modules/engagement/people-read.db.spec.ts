import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import {
  engagementFiles,
  giveFacts,
  publishAll,
  tellEngaged,
} from '../../../test/support/engagement/engaged-company.js';
import { RulesService } from '../rules/rules.service.js';
import { RulingsService, type Question } from './rulings.service.js';

const BY_PERSON = `kicker: 1
engagement: by-person
from: 2020-01-01
decisions:
  - id: worked-by
    decides: owner
    outputs: [{ id: by, is: person }, { id: says, is: one-of, values: [own, manager, nobody, rich] }]
    phases:
      - id: role
        hit: first
        rules:
          - { id: gone, when: { participant.left: "<= decision.date" }, gives: { by: nothing, says: nobody }, because: Who had it left }
          - { id: junior, when: { participant.role: junior }, gives: { by: participant.manager, says: manager }, because: The manager of juniors }
          - { id: plain, when: { participant.role: senior }, gives: { by: account.owner, says: own }, because: Seniors work it }
    otherwise: { gives: { by: nothing, says: nobody }, because: Nobody can }
  - id: by-pay
    decides: lead
    outputs: [{ id: says, is: one-of, values: [rich, poor] }]
    phases:
      - { id: pay, rules: [{ id: rich, when: { attribute.arr-quota: "> 5,000 USD" }, gives: { says: rich }, because: High quota }] }
    otherwise: { gives: { says: poor }, because: Low quota }
`;

const FIELDS = `fields:
  - { name: participant.left, is: date, means: Last day }
  - { name: decision.date, is: date, means: Day of the decision }
`;

const database = testDatabase();
const actor = seeingAll('tester');
const service = new RulingsService(database, new RulesService(database));

beforeAll(async () => {
  await tellEngaged(database);
  const [facts] = engagementFiles();
  const text = String(facts?.text).replace('fields:\n', FIELDS);
  await publishAll(database, [
    { path: 'facts.yaml', text },
    { path: 'by-person.yaml', text: BY_PERSON },
  ]);
  await giveFacts(
    database,
    'assignments',
    `assignment,participant,plan,from,until,manager,participant.role
as-1,ana,seller,2024-01-01,2025-01-01,cho,junior
as-2,ana,seller,2025-01-01,,cho,senior
as-3,ben,seller,2024-01-01,,cho,junior
`,
  );
});

async function worked(kind: Question['kind'], subject: string, day: string): Promise<string> {
  const { gives, exception } = await service.decide(actor, { kind, subject, decision: 'worked-by', day });
  return exception ?? gives.map(({ value }) => value ?? 'nothing').join(' ');
}

describe('facts of people that a decision reads', () => {
  it('are those of whose it is on the day', async () => {
    expect(await worked('account', 'acme', '2024-06-01')).toBe('cho manager');
    expect(await worked('account', 'acme', '2025-06-01')).toBe('ana own');
    expect(await worked('opportunity', 'O-2', '2026-06-01')).toBe('cho manager');
    expect(await worked('request', 'Q-3', '2026-06-01')).toBe('nothing nobody');
    await giveFacts(database, 'account-owners', 'account,participant,from,until\nacme,ben,2025-07-01,\n');
    expect(await worked('account', 'acme', '2025-08-01')).toBe('cho manager');
  });

  it('decide again once they are told otherwise', async () => {
    await service.decideAgain(actor);
    expect(await service.decideAgain(actor)).toEqual({ checked: 0, changed: 0 });
    const question: Question = {
      kind: 'opportunity',
      subject: 'O-2',
      decision: 'worked-by',
      day: '2026-06-01',
    };
    await giveFacts(database, 'participants', 'participant,name,left\nben,Ben,2026-05-01\n');
    expect(await service.decideAgain(actor)).toMatchObject({ changed: 1 });
    const gone = await service.decide(actor, question);
    expect(gone).toMatchObject({ rule: 'gone', nth: 2 });
    expect(gone.cause).toContainEqual({ what: 'participant.left', before: null, after: '2026-05-01' });
  });

  it('that no longer fit their type are no answer, and leave others as they are', async () => {
    expect(await worked('account', 'acme', '2025-06-01')).toBe('ana own');
    const [facts] = engagementFiles();
    const role = 'name: participant.role, is: ';
    const text = String(facts?.text)
      .replace('fields:\n', FIELDS)
      .replace(`${role}text`, `${role}one-of, values: [senior]`);
    const now = BY_PERSON.replace(/.*id: junior.*\n/, '');
    await publishAll(database, [
      { path: 'facts.yaml', text },
      { path: 'by-person.yaml', text: now },
    ]);
    await giveFacts(
      database,
      'assignments',
      'assignment,participant,plan,from,until,manager,participant.role\nas-1,ana,seller,2024-01-01,2025-01-01,cho,senior\n',
    );
    await service.decideAgain(actor);
    expect(await worked('account', 'acme', '2025-06-01')).toBe('ana own');
    expect(await worked('account', 'acme', '2025-08-01')).toBe('NOT_A_VALUE');
  });

  it('are not those by which they are paid, since a ruling is told to whom it names', async () => {
    const pay: Question = { kind: 'lead', subject: 'L-1', decision: 'by-pay', day: '2026-06-01' };
    expect(await service.decide(actor, pay)).toMatchObject({ exception: 'UNKNOWN_FACT', gives: [] });
  });
});
