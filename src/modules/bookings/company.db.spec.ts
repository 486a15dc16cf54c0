import { describe, expect, it } from '@jest/globals';
import { COMMAND_LINE } from '../../../test/support/actors/access.js';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';
import { readDay, type Day } from '../../engine/kernel/day.js';
import type { Company } from '../../engine/model/facts.js';
import type { Plan } from '../../engine/rulebook/rulebook.js';
import { UsersService } from '../access/users.service.js';
import { ParticipantsService } from '../participants/participants.service.js';
import { ImportService } from './import.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const give = importing(database);
const participants = new ParticipantsService();
const tester = seeingAll('tester');
const catalogue = CATALOGUE;

const signingIn = (login: string): { login: string; name: string; participant: string } => ({
  login,
  name: login,
  participant: login,
});
const day = (text: string): Day => readDay(text) ?? 0;
const at = (position: string | null): Promise<Company> =>
  database.inTransaction(tester, (tx) => participants.companyAt(tx, BigInt(position ?? 0), catalogue));

const period = { from: day('2026-01-01'), until: null };
const TOLD = {
  participants: [
    { id: 'p-1', name: 'Ana', hired: null, left: day('2026-06-30'), facts: new Map() },
    {
      id: 'p-2',
      name: 'Bo',
      hired: day('2024-03-01'),
      left: null,
      facts: new Map([['participant.region', 'north']]),
    },
  ],
  assignments: [
    {
      participant: 'p-2',
      plan: 'ae',
      manager: 'p-1',
      ...period,
      attributes: new Map<string, unknown>([
        ['attribute.base-rate', { n: 17n, d: 200n }],
        ['participant.role', 'account-executive'],
      ]),
    },
  ],
  attributes: [
    { participant: 'p-1', name: 'attribute.quota', value: { n: 0n, d: 1n }, ...period },
    {
      participant: 'p-2',
      name: 'attribute.quota',
      value: { n: 1562001n, d: 2n },
      from: period.from,
      until: day('2026-04-01'),
    },
  ],
  absences: [],
  results: [],
  territories: [
    { id: 't-1', group: 'emea' },
    { id: 't-2', group: null },
  ],
  territoryHolders: [
    { of: 't-1', participant: 'p-1', from: period.from, until: day('2026-04-01') },
    { of: 't-1', participant: 'p-2', ...period },
  ],
  groupHeads: [{ of: 'emea', participant: 'p-1', ...period }],
};

describe('the company as known', () => {
  it('is typed by the catalogue, dated, and what was told by a position', async () => {
    const first = await give(
      'participants',
      'participant,name,hired,left,participant.region\np-2,Bo,2024-03-01,,north\np-1,Ana,,2026-06-30,\n',
      {
        catalogue,
      },
    );
    await give(
      'assignments',
      'participant,plan,from,until,manager,participant.role,attribute.base-rate\np-2,ae,2026-01-01,,p-1,account-executive,8.5%\n',
      {
        catalogue,
      },
    );
    await give('territories', 'territory,name,group\nt-1,North,emea\nt-2,South,\n');
    await give(
      'territory-holders',
      'territory,participant,from,until\nt-1,p-1,2026-01-01,2026-04-01\nt-1,p-2,2026-01-01,\n',
    );
    await give('territory-heads', 'group,participant,from\nemea,p-1,2026-01-01\n');
    const told = await give(
      'quotas',
      'participant,amount,unit,from,until\np-2,781000.5,USD,2026-01-01,2026-04-01\np-1,0,USD,2026-01-01,\n',
      { catalogue },
    );
    expect(await at(told.position)).toEqual(TOLD);
    expect(await at(first.position)).toMatchObject({
      participants: [{ id: 'p-1' }, { id: 'p-2' }],
      assignments: [],
      territories: [],
    });
  });

  it('forgets what was withdrawn or undone, from then on', async () => {
    const before = await give('participants', 'participant,name\np-8,Eva\n');
    const withdrawn = await give('participants', 'participant,name,withdrawn\np-8,Eva,yes\n');
    const ids = async (position: string | null): Promise<string[]> =>
      (await at(position)).participants.map(({ id }) => id);
    expect(await ids(before.position)).toContain('p-8');
    expect(await ids(withdrawn.position)).not.toContain('p-8');
    const undone = await new ImportService(database).undoImport(tester, withdrawn.entry ?? '');
    expect(await ids(undone.position)).toContain('p-8');
  });

  it('refuses a fact that no longer fits its type', async () => {
    const fields = catalogue.fields.map((field) =>
      field.name === 'participant.region' ? { ...field, is: 'date' as const } : field,
    );
    const asked = database.inTransaction(tester, (tx) =>
      participants.companyAt(tx, 1n, { ...catalogue, fields }),
    );
    await expect(asked).rejects.toMatchObject({
      code: 'FACT_MISTYPED',
      message:
        'Participant p-2 has participant.region "north", but the fact catalogue now says that it is date.',
    });
  });

  it('says who is not ready to be paid', async () => {
    const plan = {
      id: 'ae',
      effective: { from: day('2026-01-01'), until: null },
      measures: [{ quota: 'attribute.quota' }],
      incentives: [],
    } as unknown as Plan;
    const { position } = await give(
      'participants',
      'participant,name,payroll_id\np-5,Dan,77\nadmin,Ada,\nseller,Sue,78\n',
    );
    const users = new UsersService(database);
    await users.add(COMMAND_LINE, { ...signingIn('admin'), roles: ['comp_admin'] });
    await users.add(COMMAND_LINE, { ...signingIn('seller'), roles: ['finance', 'rep'] });
    const lines = await database.inTransaction(tester, (tx) =>
      participants.readinessAt(tx, {
        position: BigInt(position ?? 0),
        on: day('2026-05-01'),
        rulebook: { facts: catalogue, plans: [plan] },
      }),
    );
    expect(lines.map(({ lacks, message }) => [lacks, message])).toEqual([
      ['PLAN', 'Ana (p-1) is on no plan on 2026-05-01: bookings credited to them earn nothing.'],
      ['PAYROLL_ID', 'Ana (p-1) has no payroll id, so no payment can be exported.'],
      ['QUOTA', 'Bo (p-2) has no attribute.quota on 2026-05-01, which the plan ae reads as quota.'],
      ['PAYROLL_ID', 'Bo (p-2) has no payroll id, so no payment can be exported.'],
      ['PLAN', 'Dan (p-5) is on no plan on 2026-05-01: bookings credited to them earn nothing.'],
      ['PLAN', 'Eva (p-8) is on no plan on 2026-05-01: bookings credited to them earn nothing.'],
      ['PAYROLL_ID', 'Eva (p-8) has no payroll id, so no payment can be exported.'],
      ['PLAN', 'Sue (seller) is on no plan on 2026-05-01: bookings credited to them earn nothing.'],
      ['TERRITORY_HOLDER', 'Territory t-2 is held by nobody on 2026-05-01.'],
    ]);
  });
});
