import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { calculateAndSettle } from '../../../../test/support/api/small-company-calculated.js';
import { testDatabase } from '../../../../test/support/database.js';
import {
  ACTOR,
  booking,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../../test/support/small-company.js';
import { projectRoot } from '../../../platform/project-root.js';
import { RulesService } from '../../rules/rules.service.js';

const database = testDatabase();
const all = testApi(database);

const FACTS = `  - { name: booking.moved, is: date, means: Day on which the deal moved }
  - { name: booking.stage, is: text, means: Stage on that day }
  - { name: line.net`;
const RELATIONS = `relations:
  - { name: booking.former-owner, gives: person, means: Who had the deal before }
`;
const WINDOWS = `from: 2026-01-01
windows:
  - { id: holdover, of: booking, starts: booking.moved, lasts: 90 days, criteria: { booking.stage: late }, extend: never }
decisions:`;
const KEPT = `      - id: kept
        rules:
          - { id: holdover, when: { window.holdover: open }, credit: [{ to: booking.former-owner, parts: 1, as: holdover }], because: Late in the deal when it moved }
      - id: named
`;

function edited(
  file: string,
  changes: readonly (readonly [string, string])[],
): { path: string; text: Buffer } {
  let text = readFileSync(path.join(projectRoot(), 'bench', 'rules', file), 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  return { path: file, text: Buffer.from(text) };
}

/** An order of seller 1 for a deal that seller 2 had until the first of January. */
function moved(id: string, day: string, stage: string): Told {
  const told = booking({ id, day, net: '1000', seller: 'seller-1' });
  const facts = {
    'booking.type': 'new',
    'booking.moved': '2026-01-01',
    'booking.stage': stage,
    'booking.former-owner': 'seller-2',
  };
  return { ...told, columns: { ...told.columns, attributes: JSON.stringify(facts) } };
}

beforeAll(async () => {
  await publishRules(database);
  const files = [
    edited('facts.yaml', [
      ['  - { name: line.net', FACTS],
      ['relations:\n', RELATIONS],
    ]),
    edited('engagement.yaml', [
      ['from: 2026-01-01\ndecisions:', WINDOWS],
      ['      - id: named\n', KEPT],
    ]),
  ];
  expect(await new RulesService(database).publish(ACTOR, files, 'Holdovers')).toMatchObject({ findings: [] });
  await tell(database, [
    ...people(),
    moved('LAST', '2026-03-31', 'late'),
    moved('OVER', '2026-04-01', 'late'),
    moved('EARLY', '2026-02-01', 'early'),
  ]);
  await calculateAndSettle(database);
});

interface Ruled {
  booking: { ruling: { rules: { rule: string; outcome: string; says: string[] }[] }[] };
}

async function rules(id: string): Promise<readonly string[]> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { ruling { rules { rule outcome says } } } }`;
  const { booking: found } = await all.ask<Ruled>(text, { id });
  return (found.ruling[0]?.rules ?? []).map(
    ({ rule, outcome, says }) => `${rule} ${outcome}: ${says.join(' ')}`,
  );
}

describe('a window over stored bookings', () => {
  it('decides who is paid, to the day', async () => {
    const rows = await database.reading(ACTOR, (tx) =>
      tx.query<{ participant: string; measure: string }>(
        "select participant, trim_scale(sum(measure))::text as measure from earning where plan = 'seller' and incentive = 'commission' and measure <> 0 group by participant order by participant",
      ),
    );
    expect(rows).toEqual([
      { participant: 'seller-1', measure: '2000' },
      { participant: 'seller-2', measure: '1000' },
    ]);
  });

  it('is explained by its days as it was judged', async () => {
    expect(await rules('LAST')).toEqual([
      'holdover WON: window.holdover is open (from 2026-01-01 and before 2026-04-01): open. booking.former-owner is credited as holdover.',
      'named-seller LOST: booking.salesperson is known: seller-1.',
    ]);
    expect(await rules('OVER')).toEqual([
      'holdover FAILED: window.holdover is closed (from 2026-01-01 and before 2026-04-01), and must be open.',
      'named-seller WON: booking.salesperson is known: seller-1.',
    ]);
    expect(await rules('EARLY')).toEqual([
      'holdover FAILED: window.holdover is none (nothing starts it, or its criteria do not hold), and must be open.',
      'named-seller WON: booking.salesperson is known: seller-1.',
    ]);
  });
});
