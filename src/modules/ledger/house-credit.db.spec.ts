import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { asAdministrator, testDatabase } from '../../../test/support/database.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { importing } from '../../../test/support/importing.js';
import {
  ACTOR,
  booking,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../test/support/small-company.js';
import { RulesService } from '../rules/rules.service.js';

const database = testDatabase();
const api = testApi(database);
const give = importing(database);
const rules = new RulesService(database);
const { service } = calculationOn(database);

const ENGAGEMENT = (backfill = ''): string => `kicker: 1
engagement: field
from: 2026-01-01
${backfill}decisions:
  - decides: credit
    phases:
      - id: named
        rules:
          - { id: named-seller, when: { booking.salesperson: known }, because: Named, credit: [{ to: booking.salesperson, parts: 1 }] }
      - id: territory
        rules:
          - { id: holders, when: { territory.holders: known }, because: Held, credit: [{ to: territory.holders, parts: equal }] }
    otherwise: { credit: house, because: Nobody is named }
`;

const RELATION = '  - { name: territory.holders, gives: people, means: Who holds it }\n';

async function publish(backfill = ''): Promise<void> {
  const facts = readFileSync('bench/rules/facts.yaml', 'utf8').replace(
    'relations:\n',
    `relations:\n${RELATION}`,
  );
  const { findings, position } = await rules.publish(
    ACTOR,
    [
      { path: 'facts.yaml', text: facts },
      { path: 'engagement.yaml', text: ENGAGEMENT(backfill) },
    ],
    'Signed anew',
  );
  if (position === null) throw new Error(JSON.stringify(findings));
}

function vacant(id: string, territory: string): Told {
  const told = booking({ id, day: '2026-02-05', net: '1000', seller: null });
  return { ...told, columns: { ...told.columns, territory } };
}

/** Makes all that was told before look as if it was told so many days ago. */
async function ago(days: number): Promise<void> {
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '${days} days'`,
    'alter table audit_entry enable always trigger append_only',
  );
}

beforeAll(async () => {
  await publishRules(database);
  await publish();
  await give('territories', 'territory,name\nt-1,North\nt-2,South\nt-3,West\n');
  await tell(database, people());
});

interface Line {
  credits: { participantId: string; kind: string }[];
  ruling: { rule: string | null; because: string; exceptions: { code: string; reason: string }[] }[];
}

/** Who is credited for a booking by a new calculation, by which rule and why. */
async function credited(id: string): Promise<string> {
  await service.calculate(ACTOR, { shards: 2 });
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { credits { participantId kind } ruling { rule because exceptions { code reason } } } }`;
  const { credits, ruling } = (await api.ask<{ booking: Line }>(text, { id })).booking;
  const [only] = ruling;
  const who = credits.filter(({ kind }) => kind === 'direct').map(({ participantId }) => participantId);
  const reasons = (only?.exceptions ?? []).map(({ code }) => code);
  expect((only?.exceptions ?? []).every(({ reason }) => reason === only?.because)).toBe(true);
  return [...who, only?.rule ?? 'nobody', ...reasons].join(' ');
}

// One history, told in order: each test continues where the one before ended.
describe('credit at the house', () => {
  it('is nobody’s while nobody holds the territory; who is told on the same day has it', async () => {
    await tell(database, [vacant('B1', 't-1'), vacant('B2', 't-2'), vacant('B3', 't-3')]);
    expect(await credited('B1')).toBe('nobody HOUSE');
    await give('territory-holders', 'territory,participant,from\nt-1,seller-0,2026-01-01\n');
    expect(await credited('B1')).toBe('seller-0 holders');
  });

  it('does not move by a holder who is told later, and says why', async () => {
    await ago(20);
    await give('territory-holders', 'territory,participant,from\nt-2,seller-1,2026-01-01\n');
    expect(await credited('B2')).toBe('nobody HOUSE');
    expect(await credited('B1')).toBe('seller-0 holders');
    const text = `{ exceptions(first: 5) { nodes { reason booking { id } } } }`;
    const { exceptions } = await api.ask<{
      exceptions: { nodes: { reason: string; booking: { id: string } }[] };
    }>(text);
    const reason = exceptions.nodes.find(({ booking: { id } }) => id === 'B2')?.reason;
    expect(reason).toContain('Nobody was known to hold t-2 when the booking was told');
    expect(reason).toContain('a credit ruling, or where the policy says backfill');
  });

  it('is the holder’s where a booking is told after them', async () => {
    await tell(database, [vacant('B4', 't-2')]);
    expect(await credited('B4')).toBe('seller-1 holders');
  });

  it('goes from one who was known to hold it to another who is told later', async () => {
    await ago(20);
    const withdrawn = 'territory,participant,from,withdrawn\nt-1,seller-0,2026-01-01,yes\n';
    await give('territory-holders', withdrawn);
    await give('territory-holders', 'territory,participant,from\nt-1,seller-2,2026-01-01\n');
    expect(await credited('B1')).toBe('seller-2 holders');
  });

  it('moves where the policy says backfill, within its days', async () => {
    await publish('backfill: 30 days\n');
    expect(await credited('B2')).toBe('seller-1 holders');
    await give('territory-holders', 'territory,participant,from\nt-3,seller-3,2026-01-01\n');
    expect(await credited('B3')).toBe('nobody HOUSE');
  });

  it('moves by a ruling', async () => {
    const ruling =
      'ruling,booking,shares,reason,decided_by\nCR-1,B3,seller-3 1,They worked it,Comp operations\n';
    expect((await give('credit-rulings', ruling)).rejections).toEqual([]);
    expect(await credited('B3')).toBe('seller-3 CR-1');
  });
});
