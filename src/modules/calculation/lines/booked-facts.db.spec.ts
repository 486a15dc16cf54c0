import { beforeAll, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { giveFacts, tellEngaged } from '../../../../test/support/engagement/engaged-company.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { catalogueTypes } from '../../../engine/conditions/types/name-types.js';
import { readDay, writeDay } from '../../../engine/kernel/day.js';
import { ratio } from '../../../engine/kernel/ratio.js';
import { Roster } from '../../../engine/model/roster.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { readSubjects } from '../../engagement/rulings.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { readJudgedLines } from '../rulings/judged-lines.js';

const database = testDatabase();
const rules = new RulesService(database);
const STORED: FactCatalogue['fields'] = [
  { name: 'opportunity.stage', is: 'text', means: '' },
  { name: 'opportunity.in-stage-since', is: 'date', means: '' },
  { name: 'opportunity.seller', is: 'person', means: '' },
  { name: 'request.asked', is: 'date', means: '' },
  { name: 'request.by', is: 'person', means: '' },
];
const OF_THINGS = /^(?:opportunity|request|transfer|registration|renewal|lead)\.|^account\.last-activity$/;
const DAYS = [
  '2024-01-14',
  '2024-03-02',
  '2025-03-05',
  '2025-03-11',
  '2026-02-20',
  '2026-03-01',
  '2026-05-02',
];
const empty = { participants: [], assignments: [], attributes: [], absences: [], territories: [] };
const roster = new Roster({ ...empty, territoryHolders: [], groupHeads: [], results: [] });

/** What a booking of each account and opportunity, on each day, may have to do with. */
const ASKED = DAYS.flatMap((day) =>
  ['acme', 'beta', ''].flatMap((account) =>
    ['O-1', 'O-2', 'O-3', 'O-9', ''].map((opportunity) => ({ day, account, opportunity })),
  ),
).map((each, nth) => ({ ...each, id: `S-${nth}` }));

/** What is known of each booking, by engagement and in bulk, for the facts of what it came of. */
async function known(): Promise<readonly (readonly [object, object])[]> {
  return await database.inTransaction(ACTOR, async (tx) => {
    const { rulebook, position } = await rules.rulebookNow(tx);
    const catalogue = { ...rulebook.facts, fields: [...rulebook.facts.fields, ...STORED] };
    const types = catalogueTypes(catalogue);
    const names = [...types.keys()].filter((name) => OF_THINGS.test(name));
    const at = { position, catalogue, types, related: [], persons: [] };
    const asked = ASKED.map(({ id, day }) => ({
      kind: 'booking' as const,
      subject: `crm/${id}/1`,
      day: readDay(day) ?? 0,
    }));
    const ids = ASKED.map(({ id }) => id);
    const subjects = await readSubjects(tx, at, asked);
    const lines = await readJudgedLines(tx, { position, catalogue, roster, names }, [
      ids.map(() => 'crm'),
      ids,
    ]);
    const only = (facts: ReadonlyMap<string, unknown> | undefined): object =>
      Object.fromEntries(names.map((name) => [name, facts?.get(name)]));
    return ids.map((id, nth) => [
      only(subjects[nth]?.facts),
      only(lines.find((line) => line.id === id)?.facts),
    ]);
  });
}

beforeAll(async () => {
  await tellEngaged(database);
  const rows = ASKED.map(
    ({ id, day, account, opportunity }, nth) =>
      `${id},${day},USD,10,${account},${opportunity},${nth % 7 === 0 ? '2025-03-06' : ''},${nth % 11 === 0 ? 'services' : ''}\n`,
  );
  const header = 'booking,date,currency,net,account,booking.opportunity,transfer.date,opportunity.kind';
  await giveFacts(database, 'bookings', `${header}\n${rows.join('')}`);
}, 60_000);

it('reads of what bookings came of what rulings on them read, on every day', async () => {
  for (const [ruled, paid] of await known()) expect(paid).toEqual(ruled);
});

it('reads it by the day of the booking', async () => {
  const all = await known();
  const of = (day: string, account: string, opportunity: string): object | undefined =>
    all[
      ASKED.findIndex(
        (each) => each.day === day && each.account === account && each.opportunity === opportunity,
      )
    ]?.[1];
  expect(of('2025-03-11', 'beta', 'O-3')).toMatchObject({
    'opportunity.stage': '3',
    'opportunity.in-stage-since': readDay('2025-03-11'),
    'opportunity.stage-at-transfer': ratio(2n, 1n),
    'opportunity.previous-owner': 'cho',
    'opportunity.seller': 'ben',
    'opportunity.last-engagement': readDay('2025-02-20'),
    'account.last-activity': readDay('2025-02-20'),
    'request.asked': readDay('2025-03-01'),
  });
  expect(of('2024-01-14', 'acme', 'O-1')).toMatchObject({
    'opportunity.stage': undefined,
    'request.asked': undefined,
  });
  expect(of('2026-05-02', 'acme', '')).toMatchObject({ 'request.reason': 'wrong-team' });
  expect(ASKED.every(({ day }) => writeDay(readDay(day) ?? 0) === day)).toBe(true);
});

it('keeps what was known before a correction', async () => {
  const before = await known();
  await giveFacts(database, 'stages', 'opportunity,date,stage\nO-2,2026-02-21,6\n');
  await giveFacts(
    database,
    'requests',
    'request,opportunity,asked,withdrawn,revision\nQ-1,O-1,2024-03-01,true,2\n',
  );
  const after = await known();
  expect(after).not.toEqual(before);
  for (const [ruled, paid] of after) expect(paid).toEqual(ruled);
});
