import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { giveFacts, tellEngaged } from '../../../test/support/engagement/engaged-company.js';
import { daysFromCivil } from '../../engine/kernel/day.js';
import { readGivenFile, WhatIfService } from '../../modules/engagement/what-if.service.js';
import { RulingsService } from '../../modules/engagement/rulings.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { OPERATOR } from '../output.js';
import { decideBy, wouldAnswer } from './rulings.js';

const database = testDatabase();
beforeAll(() => tellEngaged(database));
const rules = new RulesService(database);
const whatIf = new WhatIfService(database, rules);
const DAY = daysFromCivil(2026, 4, 15);

async function would(text: string, name: string): Promise<string[]> {
  const things = readGivenFile(text, name);
  const asked = things.map(({ id, facts }) => ({ id, facts, decision: 'segment', day: DAY, like: [] }));
  const answer = wouldAnswer(things, await whatIf.answers(OPERATOR, asked));
  return answer.text.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '));
}

describe('kicker rulings', () => {
  it('would says who would get things of a CSV or YAML file', async () => {
    const csv = 'id,account.employees,account.size-research\nbig,"5,000 employees",\nnone,,without-result\n';
    expect(await would(csv, 'things.csv')).toEqual([
      'Of | Answer | Rule | Why',
      'big | segment enterprise, employees 5000 employee | enterprise | 5,000 employees or more in the hierarchy',
      'none | segment smb, employees -1 employees | no-size | No source has its size',
    ]);
    expect(await would('account.employees: 600 employees\n', 'thing.yaml')).toEqual([
      'Of | Answer | Rule | Why',
      '1 | segment mid-market, employees 600 employee | mid-market | 500 employees or more',
    ]);
    const list = '- { id: a, account.employees: 12 employees }\n- { id: b, account.employees: 5 seats }\n';
    await expect(would(list, 'list.yaml')).rejects.toMatchObject({
      code: 'RULING_FACT_MISTYPED',
      message: 'b: account.employees is a number of employee, and "5 seats" is not.',
    });
  });

  it('would refuses a file that has no facts', () => {
    for (const [text, code] of [
      ['', 'IMPORT_EMPTY'],
      ['- just a text\n', 'WRONG_SHAPE'],
      ['account.employees: [1, 2]\n', 'WRONG_SHAPE'],
      ['a: "open\n', 'DOCUMENT_UNREADABLE'],
    ] as const)
      expect(() => readGivenFile(text, 'x.yaml')).toThrow(expect.objectContaining({ code }));
    expect(() => readGivenFile('a,b\n"x\n', 'x.csv')).toThrow(
      expect.objectContaining({ code: 'IMPORT_CSV' }),
    );
  });

  it('decide takes everything of a kind that is known', async () => {
    const service = new RulingsService(database, rules);
    expect(await service.subjects(OPERATOR, 'opportunity')).toEqual(['O-1', 'O-2', 'O-3']);
    expect(await service.subjects(OPERATOR, 'booking')).toEqual(['crm/SO-1/1', 'crm/SO-2/1']);
  });

  it('decide prints the answers, each booking for its own day', async () => {
    const service = new RulingsService(database, rules);
    const decide = (ids: readonly string[], asked: { readonly day?: string; readonly all?: boolean } = {}) =>
      decideBy(service, 'credit', { of: 'booking', ids, ...asked });
    const { text } = await decide(['crm/SO-1/1']);
    expect(text.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
      'Of | Day | Answer | Rule | Why',
      expect.stringMatching(/^crm\/SO-1\/1 \| 2024-05-02 \| .* 100% as holdover \| holdover \| /),
    ]);
    expect((await decide(['crm/SO-1/1'], { day: '2024-05-02' })).text).toBe(text);
    await expect(decide(['crm/SO-1/1'], { day: '2024-05-03' })).rejects.toMatchObject({
      code: 'RULING_DAY',
      message: 'The booking crm/SO-1/1 is of 2024-05-02, and is credited by what holds on that day.',
    });
    await expect(decide(['crm/SO-9/1'])).rejects.toMatchObject({ code: 'RULING_SUBJECT_UNKNOWN' });
    expect((await decide([], { all: true, day: '2027-05-02' })).json).toEqual({ asked: 1, recorded: 1 });
    expect((await decide([], { all: true })).json).toEqual({ asked: 2, recorded: 0 });
  });

  it('decides of the credit of a booking for its own day, and again for that alone', async () => {
    const service = new RulingsService(database, rules);
    const tell = (date: string, revision: number) =>
      giveFacts(
        database,
        'bookings',
        `booking,line,date,currency,net,salesperson,account,revision\nSO-8,1,${date},USD,1000,ana,acme,${revision}\n`,
      );
    await tell('2027-06-01', 1);
    const credit = { kind: 'booking', subject: 'crm/SO-8/1', decision: 'credit', day: '2027-06-01' } as const;
    expect(await service.decideAll(OPERATOR, [{ ...credit, day: '1900-01-01' }])).toBe(0);
    const first = await service.decide(OPERATOR, credit);
    expect(first.exception).toBeNull();
    await tell('2027-06-02', 2);
    expect(await service.decide(OPERATOR, credit)).toMatchObject({
      exception: 'OTHER_DAY',
      because: 'The booking crm/SO-8/1 is of 2027-06-02 by now, and is decided for that day.',
      gives: [],
      nth: 2,
    });
    expect(await service.decide(OPERATOR, { ...credit, day: '2027-06-02' })).toMatchObject({
      exception: null,
      nth: 1,
    });
    await tell('2027-06-01', 3);
    await service.decideAgain(OPERATOR);
    expect(await service.decide(OPERATOR, credit)).toMatchObject({
      exception: null,
      gives: first.gives,
      nth: 3,
    });
  });
});
