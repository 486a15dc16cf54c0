import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../../test/support/api/api.js';
import { ALL_SEEING } from '../../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { publishRules } from '../../../../../test/support/small-company.js';

const database = testDatabase();
beforeAll(() => publishRules(database));
const api = testApi(database);
const rep = testApi(database, { ...ALL_SEEING, id: 'rep', may: () => false });

interface Told {
  outcome: string | null;
  importId: string | null;
  replayed: boolean;
  userErrors: { code: string; path: string[]; message: string; hint: string }[];
}

async function told(mutation: string, input: Record<string, unknown>, by = api): Promise<Told> {
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input!`;
  const text = `mutation ($input: ${type}) { ${mutation}(input: $input) { outcome importId replayed userErrors { code path message hint } } }`;
  return (await by.ask<Record<string, Told>>(text, { input: { source: 'crm', ...input } }))[mutation] as Told;
}

async function undone(
  input: Record<string, unknown>,
): Promise<{ facts: number; userErrors: { code: string }[] }> {
  const text =
    'mutation ($input: ImportUndoInput!) { importUndo(input: $input) { importId facts userErrors { code path } } }';
  return (await api.ask<{ importUndo: { facts: number; userErrors: { code: string }[] } }>(text, { input }))
    .importUndo;
}

const RECORDS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['participantRecord', { participant: 'ana', name: 'Ana', hired: '2024-03-01', payrollId: '17' }],
  ['participantRecord', { participant: 'max', name: 'Max, "the boss"' }],
  ['assignmentRecord', { participant: 'ana', plan: 'seller', from: '2026-01-01', manager: 'max' }],
  ['absenceRecord', { participant: 'ana', kind: 'none-of-the-catalogue', from: '2026-05-01' }],
  ['territoryRecord', { territory: 't-north', name: 'North', group: 'emea' }],
  ['territoryHolderRecord', { territory: 't-north', participant: 'ana', from: '2026-01-01' }],
  ['territoryHeadRecord', { group: 'emea', participant: 'max', from: '2026-01-01' }],
  ['quotaRecord', { participant: 'ana', amount: '250000', unit: 'USD', from: '2026-01-01' }],
  [
    'resultRecord',
    {
      measure: 'margin',
      team: '',
      from: '2026-01-01',
      until: '2026-04-01',
      date: '2026-04-06',
      value: '31.5%',
    },
  ],
  ['accountRecord', { account: 'acme', name: 'Acme', owner: 'ana' }],
  ['accountRecord', { account: 'acme-group', name: 'Acme Group' }],
  ['accountOwnerRecord', { account: 'acme', participant: 'max', from: '2026-03-01' }],
  ['namedAccountRecord', { account: 'acme', participant: 'max', from: '2026-03-01' }],
  ['accountSegmentRecord', { account: 'acme', segment: 'smb', from: '2026-03-01' }],
  ['accountParentRecord', { account: 'acme', parent: 'acme-group', from: '2026-03-01' }],
  [
    'bookingRecord',
    {
      booking: 'SO-1',
      date: '2026-02-01',
      currency: 'USD',
      net: '100.5',
      salesperson: 'ana',
      account: 'acme',
    },
  ],
  ['opportunityRecord', { opportunity: 'O-1', account: 'acme', seller: 'ana', created: '2026-01-15' }],
  [
    'registrationRecord',
    { registration: 'R-1', partner: 'partner-7', opportunity: 'O-1', filed: '2026-02-02' },
  ],
  ['leadRecord', { lead: 'L-1', owner: 'ana', received: '2026-03-02' }],
  ['requestRecord', { request: 'Q-1', account: 'acme', asked: '2026-04-01', by: 'ana' }],
  ['bookRecord', { book: 'B-1', owner: 'ana' }],
  ['stageRecord', { opportunity: 'O-1', date: '2026-02-10', stage: '3' }],
  ['activityRecord', { lead: 'L-1', date: '2026-03-12', kind: 'call' }],
  ['approverGroupRecord', { group: 'deal-desk', participant: 'max', from: '2026-01-01' }],
  [
    'fxRateRecord',
    { set: 'daily', fromCurrency: 'EUR', toCurrency: 'USD', date: '2026-03-31', rate: '1.0825' },
  ],
];

describe('single records by GraphQL', () => {
  it('tells one record of every kind by the rules of its file', async () => {
    const outcomes = [];
    for (const [mutation, input] of RECORDS) {
      const { outcome, userErrors } = await told(mutation, {
        ...input,
        idempotencyKey: `one ${outcomes.length}`,
      });
      outcomes.push([mutation, outcome, userErrors[0]?.path.join('.')]);
    }
    expect(outcomes).toEqual(
      RECORDS.map(([mutation]) =>
        mutation === 'absenceRecord' ? [mutation, null, 'input.kind'] : [mutation, 'ACCEPTED', undefined],
      ),
    );
  });

  it('says of a booking event which kinds the catalogue has', async () => {
    const { userErrors } = await told('bookingEventRecord', {
      idempotencyKey: 'event',
      event: 'E1',
      booking: 'SO-1',
      kind: 'event.unheard-of',
      date: '2026-03-01',
    });
    expect(userErrors[0]).toMatchObject({ code: 'RECORD_REJECTED', path: ['input', 'kind'] });
  });

  it('amends what is known, keeps quiet about the same again, and takes a record back', async () => {
    const amended = await told('accountRecord', { idempotencyKey: 'a1', account: 'acme', name: 'Acme Ltd' });
    expect(amended).toMatchObject({ outcome: 'AMENDED', replayed: false, userErrors: [] });
    const same = await told('accountRecord', { idempotencyKey: 'a2', account: 'acme', name: 'Acme Ltd' });
    expect(same).toMatchObject({ outcome: 'UNCHANGED', importId: null });
    const again = await told('accountRecord', { idempotencyKey: 'a1', account: 'acme', name: 'Acme Ltd' });
    expect(again).toEqual({ ...amended, replayed: true });
    const { facts } = await undone({ idempotencyKey: 'u1', importId: amended.importId, reason: 'a slip' });
    expect(facts).toBe(1);
    const twice = await undone({ idempotencyKey: 'u2', importId: amended.importId, reason: 'a slip' });
    expect(twice.userErrors[0]?.code).toBe('IMPORT_UNDONE');
    const withoutReason = await undone({ idempotencyKey: 'u3', importId: '1', reason: '' });
    expect(withoutReason.userErrors[0]?.code).toBe('BAD_INPUT');
  });

  it('tells everything that is wrong with a record by its field, and writes nothing', async () => {
    const { outcome, userErrors } = await told('bookingRecord', {
      idempotencyKey: 'wrong',
      booking: '=1+1',
      date: '2026-02-01',
      currency: 'USD',
      net: '1',
      attributes: [{ name: 'booking.type', value: 'unheard-of' }],
    });
    expect(outcome).toBeNull();
    expect(userErrors.map(({ path }) => path.join('.'))).toEqual([
      'input.booking',
      'input.attributes.0.value',
    ]);
    const undeclared = await told('bookingRecord', {
      idempotencyKey: 'undeclared',
      booking: 'SO-2',
      date: '2026-02-01',
      currency: 'USD',
      net: '1',
      attributes: [{ name: 'booking.tpye', value: 'new' }],
    });
    expect(undeclared.userErrors).toMatchObject([
      { path: ['input', 'attributes', '0', 'name'], hint: 'Did you mean booking.type?' },
    ]);
    const unknown = await told('bookingRecord', {
      idempotencyKey: 'unknown',
      booking: 'SO-2',
      date: '2026-02-01',
      currency: 'USD',
      net: '1',
      salesperson: 'nobody',
    });
    expect(unknown.userErrors).toMatchObject([{ code: 'RECORD_REJECTED', path: ['input', 'salesperson'] }]);
  });

  it('refuses who may not, and the same key for another record', async () => {
    const person = { participant: 'eve', name: 'Eve' };
    const refused = await told('participantRecord', { ...person, idempotencyKey: 'eve' }, rep);
    expect(refused.userErrors[0]?.code).toBe('NOT_ALLOWED');
    await told('participantRecord', { ...person, idempotencyKey: 'eve' });
    const other = await told('participantRecord', { ...person, name: 'Ada', idempotencyKey: 'eve' });
    expect(other.userErrors[0]?.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('describes every field of every record with an example', async () => {
    const { __schema: schema } = await api.ask<{
      __schema: { types: { name: string; inputFields: { name: string; description: string }[] | null }[] };
    }>('{ __schema { types { name inputFields { name description } } } }');
    const inputs = schema.types.filter(({ name }) => name.endsWith('RecordInput'));
    expect(inputs).toHaveLength(28);
    const fields = inputs.flatMap(({ inputFields }) => inputFields ?? []);
    expect(fields.filter(({ description }) => !/Example: \S/.test(description))).toEqual([]);
  });
});
