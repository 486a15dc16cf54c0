import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { ACTOR, booking, people, quota, tell, type Told } from '../../../test/support/small-company.js';
import { projectRoot } from '../../platform/project-root.js';
import { RulesService } from '../rules/rules.service.js';

const database = testDatabase();
const api = testApi(database);

function rules(name: string, changes: Readonly<Record<string, string>> = {}): { path: string; text: string } {
  const text = readFileSync(path.join(projectRoot(), 'bench', 'rules', `${name}.yaml`), 'utf8');
  return {
    path: `${name}.yaml`,
    text: Object.entries(changes).reduce((all, [from, to]) => all.replace(from, to), text),
  };
}

const SELLER = rules('seller', {
  'measures:\n': 'values: [{ id: effective, is: date, later: [booking.signed, booking.start] }]\nmeasures:\n',
  '    window: quarter\n':
    '    window: quarter\n    date: value.effective\n    modify: [{ windfall: { above: "50,000 USD" } }]\n',
});
const ENGINEER = {
  path: 'engineer.yaml',
  text: rules('seller')
    .text.replace('plan: seller', 'plan: engineer')
    .replace('sum: line.net', 'sum: line.net\n    credits: overlay'),
};
const RULES = [
  rules('facts', {
    'attributes:\n': [
      '  - { name: booking.start, is: date, means: First day of the contract }',
      '  - { name: booking.signed, is: date, means: Day of the signature }',
      '  - { name: booking.progress, is: percent, means: How far the deal was }',
      'values: [{ id: rest, is: percent, subtract: [100%, booking.progress] }]',
      'attributes:\n',
    ].join('\n'),
    'relations:\n':
      'relations:\n  - { name: booking.engineer, gives: person, means: Engineer }\n  - { name: booking.covering, gives: person, means: Who covers }\n',
  }),
  rules('engagement', {
    '    phases:\n': [
      '    phases:',
      '      - id: covered',
      '        rules:',
      '          - { id: cover, when: { booking.covering: known }, because: Progress, credit: [{ to: booking.salesperson, parts: booking.progress }, { to: booking.covering, parts: value.rest }] }\n',
    ].join('\n'),
    'rollup:\n':
      'overlays: [{ id: engineer, to: booking.engineer, when: { booking.engineer: known }, share: 100%, quota: counts }]\nrollup:\n',
  }),
  SELLER,
  ENGINEER,
  rules('manager'),
  rules('director'),
];

function sold(id: string, net: string, facts: Readonly<Record<string, string>>): Told {
  const told = booking({ id, day: '2026-03-20', net, seller: 'seller-0' });
  const own = {
    'booking.type': 'new',
    'booking.signed': '2026-03-20',
    'booking.start': '2026-03-20',
    ...facts,
  };
  return { ...told, columns: { ...told.columns, attributes: JSON.stringify(own) } };
}

const ENGINEERS: Told[] = [
  { table: 'participant', id: 'eng', revision: 1, columns: { name: 'eng', attributes: '{}' } },
  {
    table: 'assignment',
    id: 'eng engineer',
    revision: 1,
    columns: {
      participant: 'eng',
      plan: 'engineer',
      manager: 'manager-0',
      effective_from: '2026-01-01',
      effective_until: null,
      attributes: '{}',
    },
  },
  quota({ participant: 'eng', from: '2026-01-01', until: '2026-04-01', amount: '10000' }),
];

beforeAll(async () => {
  const { position, findings } = await new RulesService(database).publish(ACTOR, RULES);
  expect([position, findings]).toEqual([expect.anything(), expect.anything()]);
  await tell(database, [
    ...people(),
    ...ENGINEERS,
    sold('B1', '1000', { 'booking.engineer': 'eng' }),
    sold('B2', '2000', { 'booking.start': '2026-04-02' }),
    sold('B3', '3000', { 'booking.covering': 'seller-1', 'booking.progress': '75%' }),
    sold('B4', '60000', {}),
    sold('B5', '100', { 'booking.covering': 'seller-1' }),
  ]);
  await calculationOn(database).service.calculate(ACTOR, { shards: 3 });
});

async function creditsOf(id: string): Promise<readonly string[]> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { credits { participantId kind rule credited period } } }`;
  const { booking: found } = await api.ask<{
    booking: { credits: Record<'participantId' | 'kind' | 'rule' | 'credited' | 'period', string>[] };
  }>(text, { id });
  return found.credits
    .map(({ participantId, kind, rule, credited, period }) =>
      [participantId, kind, rule, credited, period].join(' '),
    )
    .sort();
}

describe('credits that come by facts, overlays and dates, in several shards', () => {
  it('gives a specialist the whole beside the seller, and the manager the whole once', async () => {
    expect(await creditsOf('B1')).toEqual([
      'director rollup field/managers 1000 2026-Q1',
      'eng overlay field/engineer 1000 2026-Q1',
      'manager-0 rollup field/managers 1000 2026-Q1',
      'seller-0 direct field/named-seller 1000 2026-Q1',
    ]);
  });

  it('counts a deal in the quarter it takes effect in, for who is paid by that', async () => {
    expect(await creditsOf('B2')).toEqual([
      'director rollup field/managers 2000 2026-Q1',
      'manager-0 rollup field/managers 2000 2026-Q1',
      'seller-0 direct field/named-seller 2000 2026-Q2',
    ]);
  });

  it('shares a deal by how far it was', async () => {
    const split = (await creditsOf('B3')).filter((each) => each.includes('split'));
    expect(split).toEqual([
      'seller-0 split field/cover 2250 2026-Q1',
      'seller-1 split field/cover 750 2026-Q1',
    ]);
  });

  it('lists a windfall and parts that are not known in the queue, by code', async () => {
    const { exceptions } = await api.ask<{
      exceptions: {
        countByCode: unknown;
        nodes: { code: string; reason: string; booking: { id: string } }[];
      };
    }>('{ exceptions { countByCode { code count } nodes { code reason booking { id } } } }');
    expect(exceptions.countByCode).toEqual([
      { code: 'NO_PARTS', count: 1 },
      { code: 'WINDFALL', count: 1 },
    ]);
    const windfall = exceptions.nodes.find(({ code }) => code === 'WINDFALL');
    expect(windfall).toMatchObject({ booking: { id: 'B4' } });
    expect(windfall?.reason).toContain('counts 60,000 USD for seller-0 in sales, above the 50,000 USD');
    expect((await creditsOf('B4'))[2]).toBe('seller-0 direct field/named-seller 60000 2026-Q1');
  });

  it('says whose pay a new booking may change: whoever it names', async () => {
    await tell(database, [sold('B6', '10', { 'booking.engineer': 'eng' })]);
    const { staleness } = await api.ask<{ staleness: { participants: string[] } }>(
      '{ staleness { participants } }',
    );
    expect(staleness.participants).toEqual(['director', 'eng', 'manager-0', 'seller-0']);
  });
});
