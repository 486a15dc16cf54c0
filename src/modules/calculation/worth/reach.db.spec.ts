import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, people, tell, type Told } from '../../../../test/support/small-company.js';
import type { WorthOfDeals } from '../../../engine/worth/worth.js';
import { projectRoot } from '../../../platform/project-root.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService } from '../earnings.service.js';
import { WorthService, type AskedDeal } from './worth.service.js';

const database = testDatabase();
const rules = new RulesService(database);

const FIELDS = `  - { name: booking.date, is: date, means: Day of the order }
  - { name: account.previous-booking-date, is: date, means: The order before }
  - { name: original.net, is: money, means: What the changed order came to }
  - { name: line.net`;
const RELATIONS = `relations:
  - { name: account.owner, gives: person, means: Who owns the account }
  - { name: territory.holders, gives: people, means: Who holds the territory }`;
const SHARED = `values:
  - { id: total, is: money, sum-of: { lines: booking.lines, number: line.net } }
  - { id: idle, is: days, days-between: [account.previous-booking-date, booking.date] }
  - { id: change, is: money, subtract: [line.net, { first-known: [original.net, 0 USD] }] }
calendars:`;
const PHASES = `      - id: desks
        rules:
          - id: sleeper
            when: { value.idle: "> 40 days", account.owner: known }
            credit: [{ to: account.owner, parts: 1 }]
            because: An account that slept is its owner's
      - id: shared
        rules:
          - id: large
            when: { value.total: ">= 3,000 USD", territory.holders: known, booking.salesperson: known }
            credit: [{ to: booking.salesperson, parts: 2 }, { to: territory.holders, parts: 1 }]
            because: Large orders are shared
      - id: held
        rules:
          - id: holders
            when: { territory.holders: known }
            credit: [{ to: territory.holders, parts: equal }]
            because: They hold the territory
      - id: named
`;

function edited(
  file: string,
  changes: readonly (readonly [string, string])[],
): { path: string; text: Buffer } {
  let text = readFileSync(path.join(projectRoot(), 'bench', 'rules', file), 'utf8');
  for (const [from, to] of changes) text = text.replace(from, to);
  return { path: file, text: Buffer.from(text) };
}

interface Line {
  readonly id: string;
  readonly line?: number;
  readonly day: string;
  readonly net: string;
  readonly seller?: string | null;
  readonly territory?: string;
  readonly account?: string;
  readonly changes?: string;
}

function told({ id, line = 1, day, net, seller = null, territory, account, changes }: Line): Told {
  const columns = {
    line_no: line,
    booked_on: day,
    sequence: Number(/\d+/.exec(id)?.[0] ?? 0),
    currency: 'USD',
    net,
    salesperson: seller,
    territory: territory ?? null,
    account: account ?? null,
    changes: changes ?? null,
    attributes: '{"booking.type": "new"}',
  };
  return { table: 'booking_line', id, key: `${id} ${line}`, revision: 1, columns };
}

const place = (id: string, holder: string): Told[] => [
  { table: 'territory', id, revision: 1, columns: { name: id, group_id: null, attributes: '{}' } },
  {
    table: 'territory_holder',
    id: `${id} ${holder}`,
    revision: 1,
    columns: { territory: id, participant: holder, effective_from: '2026-01-01' },
  },
];
const account = (id: string, owner: string): Told => ({
  table: 'account',
  id,
  revision: 1,
  columns: { name: id, owner, attributes: '{}' },
});

/** Bookings that hang on each other: by account, by the order that they change, and by the lines beside them. */
const BOOKED: readonly Line[] = Array.from({ length: 48 }, (_, at): Line[] => {
  const id = `B${at + 1}`;
  const day = `2026-0${1 + (at % 6)}-${String(1 + ((at * 11) % 28)).padStart(2, '0')}`;
  const of = {
    day,
    seller: at % 7 === 3 ? null : `seller-${(at * 3) % 8}`,
    account: `acc-${at % 4}`,
    ...(at % 3 === 0 ? { territory: `t-${at % 2}` } : {}),
    ...(at % 9 === 8 ? { changes: `B${at - 5}` } : {}),
  };
  const line = { ...of, id, net: `${400 + ((at * 731) % 2600)}.25` };
  return at % 4 === 1 ? [line, { ...line, line: 2, net: '1500' }] : [line];
}).flat();

const DEALS: readonly Line[] = [
  { id: 'X9001', day: '2026-02-14', net: '2500', seller: 'seller-3', account: 'acc-1' },
  { id: 'X9002', day: '2026-03-02', net: '3100.50', seller: 'seller-2', territory: 't-1', account: 'acc-2' },
  { id: 'X9003', day: '2026-05-20', net: '1900', account: 'acc-3', seller: 'seller-0', changes: 'B3' },
  { id: 'X9004', day: '2026-04-07', net: '800', territory: 't-0', account: 'new-account' },
];
const asked = DEALS.map(({ id, day, net, seller = null, territory, account: of, changes }): AskedDeal => ({
  id,
  date: day,
  net,
  salesperson: seller,
  territory,
  account: of,
  facts: [
    { name: 'booking.type', value: 'new' },
    ...(changes === undefined ? [] : [{ name: 'booking.changes', value: changes }]),
  ],
}));

async function paid(): Promise<ReadonlyMap<string, bigint>> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const earnings = await new EarningsService(database).earnings(ACTOR, { calculation: summary.calculation });
  return new Map(
    earnings.map(({ earning: { participant, incentive, period, amount } }) => [
      `${participant} ${incentive} ${period.name}`,
      amount,
    ]),
  );
}

const PEOPLE = [
  'director',
  'manager-0',
  'manager-1',
  ...Array.from({ length: 8 }, (_, number) => `seller-${number}`),
];

beforeAll(async () => {
  const files = [
    edited('facts.yaml', [
      ['  - { name: line.net', FIELDS],
      ['relations:', RELATIONS],
      ['calendars:', SHARED],
    ]),
    edited('engagement.yaml', [['      - id: named\n', PHASES]]),
    ...['seller.yaml', 'manager.yaml', 'director.yaml'].map((file) =>
      edited(file, [['sum: line.net', 'sum: value.change']]),
    ),
  ];
  expect(await rules.publish(ACTOR, files)).toMatchObject({ findings: [] });
  await tell(database, [
    ...people(),
    ...place('t-0', 'seller-5'),
    ...place('t-1', 'seller-6'),
    ...[0, 1, 2, 3].map((number) => account(`acc-${number}`, `seller-${number + 1}`)),
    ...BOOKED.map(told),
  ]);
}, 60_000);

describe('lines that are read for one participant', () => {
  it('give each the same as calculations of everything, where rules ask of accounts, originals, territories and whole bookings', async () => {
    const service = new WorthService(database, rules, new ParticipantsService());
    const before = await paid();
    const worths = new Map<string, WorthOfDeals>();
    for (const who of PEOPLE)
      worths.set(who, await service.worth(ACTOR, { participant: who, deals: asked, slip: false }));
    await tell(database, DEALS.map(told));
    const after = await paid();
    const changed = new Set<string>();
    for (const [who, { together }] of worths) {
      const said = together.earnings.filter(({ amount }) => amount !== 0n);
      const told = said.map(({ incentive, period, amount }): [string, bigint] => [
        `${who} ${incentive} ${period.name}`,
        amount,
      ]);
      const keys = [...new Set([...after.keys(), ...before.keys()])].filter((key) =>
        key.startsWith(`${who} `),
      );
      const more = keys.map((key): [string, bigint] => [
        key,
        (after.get(key) ?? 0n) - (before.get(key) ?? 0n),
      ]);
      const moved = more.filter(([, by]) => by !== 0n);
      expect([who, new Map(told)]).toEqual([who, new Map(moved)]);
      if (moved.length > 0) changed.add(who);
    }
    expect(changed.size).toBeGreaterThan(6);
  }, 120_000);
});
