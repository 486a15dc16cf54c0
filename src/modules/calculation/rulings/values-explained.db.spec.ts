import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../../../../test/support/api/api.js';
import { calculateAndSettle } from '../../../../test/support/api/small-company-calculated.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../test/support/database.js';
import {
  ACTOR,
  booking,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';
import { projectRoot } from '../../../platform/project-root.js';
import { RulesService } from '../../rules/rules.service.js';

const database = testDatabase();
const seeing = (id: string, of: string, days = ALL_DAYS): TestApi =>
  testApi(database, {
    ...ALL_SEEING,
    id,
    participant: id,
    sight: { pay: new Map([[of, days]]), bookings: 'credited', audit: 'none' },
  });

const all = testApi(database);
const [one, two] = [seeing('seller-1', 'seller-1'), seeing('seller-2', 'seller-2')];
const before = seeing('manager-0', 'seller-2', '{[2026-01-01,2026-04-01)}');

const FACTS = `  - { name: booking.date, is: date, means: Day of the order }
  - { name: account.previous-booking-date, is: date, means: The order before }
  - { name: original.net, is: money, means: What the changed order came to }
  - { name: participant.hired, is: date, means: First day }
  - { name: line.cost, is: money, means: Cost }
  - { name: line.net`;
const SHARED = `values:
  - { id: total, is: money, sum-of: { lines: booking.lines, number: line.net } }
  - { id: idle, is: days, days-between: [account.previous-booking-date, booking.date] }
calendars:`;
const DESKS = `      - id: desks
        rules:
          - id: large
            when: { value.total: ">= 1,000 USD" }
            credit: [{ to: booking.salesperson, parts: 1 }]
            because: Large orders go to who is named
          - id: sleeper
            when: { value.idle: "> 30 days" }
            credit: [{ to: booking.salesperson, parts: 1 }]
            because: An account that slept
      - id: named
`;
const VALUES = `values:
  - { id: tenure, is: count, unit: month, months-between: [participant.hired, booking.date] }
  - { id: margin, is: money, subtract: [line.net, line.cost] }
  - { id: change, is: money, subtract: [line.net, { first-known: [original.net, 0 USD] }] }
measures:
  - id: sales
    sum: value.change
    when: { value.tenure: ">= 1 months", value.margin: ">= 20 USD" }
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
  readonly day: string;
  readonly net: string;
  readonly seller?: string;
  readonly line?: number;
  readonly cost?: string;
  readonly changes?: string;
}

function line({ id, day, net, seller = 'seller-1', line: number = 1, cost = '0', changes }: Line): Told {
  const told = booking({ id, day, net, seller });
  const attributes = JSON.stringify({ 'booking.type': 'new', 'line.cost': `${cost} USD` });
  const columns = { ...told.columns, line_no: number, account: 'acme', changes: changes ?? null, attributes };
  return { ...told, key: `${id}/${number}`, columns };
}

/** Orders of one account: B3 has two lines and changes B1, B5 comes after a sleep, and some count for nothing. */
beforeAll(async () => {
  await publishRules(database);
  const files = [
    edited('facts.yaml', [
      ['  - { name: line.net', FACTS],
      ['calendars:', SHARED],
    ]),
    edited('seller.yaml', [
      [
        `measures:\n  - id: sales\n    sum: line.net\n    when: { booking.type: [new, expansion, renewal] }\n`,
        VALUES,
      ],
    ]),
    edited('engagement.yaml', [['      - id: named\n', DESKS]]),
  ];
  expect(await new RulesService(database).publish(ACTOR, files, 'Values')).toMatchObject({ findings: [] });
  const hired = (id: string, day: string | null): Told => ({
    table: 'participant',
    id,
    revision: 2,
    columns: { name: id, hired: day, attributes: '{}' },
  });
  await tell(database, [
    ...people(),
    hired('seller-1', '2020-01-01'),
    hired('seller-2', '2026-02-10'),
    hired('seller-3', '2020-01-01'),
    line({ id: 'B1', day: '2026-01-10', net: '900' }),
    line({ id: 'B3', day: '2026-01-20', net: '600', changes: 'B1' }),
    line({ id: 'B3', day: '2026-01-20', net: '1000', line: 2, seller: 'seller-4' }),
    line({ id: 'B5', day: '2026-02-25', net: '40', seller: 'seller-2' }),
    line({ id: 'B6', day: '2026-02-26', net: '50', cost: '45', seller: 'seller-3' }),
  ]);
  await calculateAndSettle(database);
});

interface Ruled {
  booking: { ruling: { rule: string; rules: { rule: string; outcome: string; says: string[] }[] }[] };
}

async function rules(api: TestApi, id: string): Promise<Readonly<Record<string, string>>> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { ruling { rule rules { rule outcome says } } } }`;
  const [ruling] = (await api.ask<Ruled>(text, { id })).booking.ruling;
  return Object.fromEntries(
    (ruling?.rules ?? []).map(({ rule, outcome, says }) => [`${rule} ${outcome}`, says.join(' ')]),
  );
}

interface Reasons {
  participant: { whyNothing: { credits: { because: { because: string[] }[] }[] }[] };
}

async function because(api: TestApi, id: string): Promise<string> {
  const text = `query ($id: ID!) { participant(id: $id) { whyNothing(period: "2026-Q1") { credits { because { because } } } } }`;
  const { participant } = await api.ask<Reasons>(text, { id });
  return (participant.whyNothing[0]?.credits[0]?.because ?? []).flatMap((each) => each.because).join(' ');
}

describe('values on a database', () => {
  it('are paid: a change counts by what it adds to the order it names', async () => {
    const rows = await database.reading(ACTOR, (tx) =>
      tx.query(
        "select participant, trim_scale(measure)::text as measure from earning where plan = 'seller' and incentive = 'commission'",
      ),
    );
    // 900, and 600 less the 900 before.
    expect(rows).toEqual([{ participant: 'seller-1', measure: '600' }]);
  });

  it('explain a rule as it was judged, by the lines and the bookings before', async () => {
    expect(await rules(all, 'B3')).toEqual({
      'large WON':
        'value.total is 1,600 USD (the sum of line.net over the lines of the booking): >= 1,000 USD.',
      'sleeper FAILED':
        'value.idle is 10 days (days from 2026-01-10 to 2026-01-20), and must be > 30 days: 20 days too low.',
      'named-seller LOST': 'booking.salesperson is known: seller-1.',
    });
    expect(await rules(all, 'B1')).toMatchObject({
      'sleeper FAILED':
        'value.idle is unknown (account.previous-booking-date is unknown), and must be > 30 days.',
    });
    expect(await rules(all, 'B5')).toMatchObject({
      'sleeper WON': expect.stringContaining('value.idle is 36 days'),
    });
  });

  it('tell nothing of bookings that somebody does not see', async () => {
    expect(await rules(two, 'B5')).toEqual({
      'large FAILED':
        'value.total is 40 USD (the sum of line.net over the lines of the booking), and must be >= 1,000 USD: 960 USD too low.',
      'sleeper WON': 'It tests value.idle, which tells of bookings that you do not see.',
      'named-seller LOST': 'booking.salesperson is known: seller-2.',
    });
    expect(await rules(one, 'B3')).toMatchObject({
      'large WON': 'It tests value.total, which tells of bookings that you do not see.',
    });
  });

  it('say why a credit counts for nothing, and how that came about', async () => {
    const says =
      'value.tenure is 0 months (whole months from 2026-02-10 to 2026-02-25), and must be >= 1 months: 1 months too low.';
    expect(await because(all, 'seller-2')).toBe(says);
    expect(await because(two, 'seller-2')).toBe(says);
    expect(await because(all, 'seller-3')).toBe(
      'value.margin is 5 USD (50 − 45), and must be >= 20 USD: 15 USD too low.',
    );
  });

  it('hide what hangs on a person who is not seen now', async () => {
    expect(await because(before, 'seller-2')).toBe(
      'It tests value.tenure, which you do not see of them now.',
    );
  });
});
