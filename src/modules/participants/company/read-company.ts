import { readDay, type Day, type Period } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { ratio, readDecimal, type Ratio } from '../../../engine/kernel/ratio.js';
import type {
  Absence,
  Assignment,
  Company,
  DatedAttribute,
  FactValue,
  Holding,
  Participant,
  ReportedResult,
  Territory,
} from '../../../engine/model/facts.js';
import { PAY_CURRENCY } from '../../../engine/model/rates.js';
import type { FactCatalogue, FactField } from '../../../engine/rulebook/rulebook.js';
import { latestKnown, latestOfFound, type FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readHoldingsTold } from './read-holdings-told.js';
import { readRulings } from './read-rulings.js';
import { readRates } from './read-rates.js';
import { typedFacts, type StoredFacts } from './typed-facts.js';

/** Where the company is read from: a transaction, the position it is known at, and the catalogue that types its facts. */
export interface CompanySource {
  readonly tx: Transaction;
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
  /** People, where nobody else is read. */
  readonly only?: readonly string[];
}

/** The company as known at a position, each list in bytewise order of its ids and dates. */
export async function readCompany(source: CompanySource): Promise<Company> {
  const rates = await readRates(source.tx, source.position);
  const told = await readHoldingsTold(source.tx, source);
  const rulings = await readRulings(source.tx, source.position);
  return {
    ...(rates.length === 0 ? {} : { rates }),
    ...(rulings.length === 0 ? {} : { rulings }),
    ...told,
    participants: await readParticipants(source),
    assignments: await readAssignments(source),
    attributes: await readQuotas(source),
    absences: await readAbsences(source),
    results: await readResults(source),
    territories: await readTerritories(source),
    territoryHolders: await readHoldings(source, 'territory_holder', 'territory'),
    groupHeads: await readHoldings(source, 'territory_head', 'group_id'),
  };
}

interface Dated {
  readonly effective_from: string;
  readonly effective_until: string | null;
}

/** Participants, or those who are read. */
export async function readParticipants(source: CompanySource): Promise<Participant[]> {
  interface Row {
    readonly external_id: string;
    readonly name: string;
    readonly hired: string | null;
    readonly left_on: string | null;
    readonly pay_currency: string | null;
    readonly attributes: StoredFacts;
  }
  const team: FactField = {
    name: 'participant.team',
    is: 'text',
    means: 'Team whose results count for them',
  };
  const fields = byName([team, ...source.catalogue.fields]);
  const rows = await known<Row>(
    source,
    'participant',
    'external_id, name, hired, left_on, pay_currency, attributes',
  );
  return rows.map((row) => ({
    id: row.external_id,
    name: row.name,
    hired: dayOf(row.hired),
    left: dayOf(row.left_on),
    facts: withPayCurrency(
      typedFacts(row.attributes, fields, `Participant ${row.external_id}`),
      row.pay_currency,
    ),
  }));
}

function withPayCurrency(
  facts: ReadonlyMap<string, FactValue>,
  currency: string | null,
): ReadonlyMap<string, FactValue> {
  return currency === null ? facts : new Map([...facts, [PAY_CURRENCY.ofPerson, currency]]);
}

/** Their assignments. */
export async function readAssignments(source: CompanySource): Promise<Assignment[]> {
  interface Row extends Dated {
    readonly participant: string;
    readonly plan: string;
    readonly manager: string | null;
    readonly attributes: StoredFacts;
  }
  const { attributes, fields } = source.catalogue;
  const role: FactField = { name: 'participant.role', is: 'text', means: 'Role of the assignment' };
  const declared = byName([role, ...fields, ...attributes]);
  const rows = await known<Row>(
    source,
    'assignment',
    'participant, plan, manager, effective_from, effective_until, attributes',
  );
  return rows.map((row) => ({
    participant: row.participant,
    plan: row.plan,
    manager: row.manager,
    ...periodOf(row),
    attributes: typedFacts(
      row.attributes,
      declared,
      `The assignment of ${row.participant} from ${row.effective_from}`,
    ),
  }));
}

async function readQuotas(source: CompanySource): Promise<DatedAttribute[]> {
  interface Row extends Dated {
    readonly participant: string;
    readonly name: string;
    readonly amount: string;
    readonly unit: string;
  }
  const rows = await known<Row>(
    source,
    'quota',
    'participant, name, amount, unit, effective_from, effective_until',
  );
  return rows.map((row) => ({
    participant: row.participant,
    name: row.name,
    value: amountOf(row.amount, row.unit),
    ...periodOf(row),
  }));
}

async function readAbsences(source: CompanySource): Promise<Absence[]> {
  type Row = Dated & { readonly participant: string; readonly kind: string };
  const rows = await known<Row>(source, 'absence', 'participant, kind, effective_from, effective_until');
  return rows.map((row) => ({ participant: row.participant, kind: row.kind, ...periodOf(row) }));
}

async function readResults(source: CompanySource): Promise<ReportedResult[]> {
  interface Row extends Dated {
    readonly measure: string;
    readonly participant: string | null;
    readonly team: string | null;
    readonly dated_on: string;
    readonly amount: string;
    readonly unit: string;
  }
  const rows = await known<Row>(
    source,
    'result',
    'measure, participant, team, effective_from, effective_until, dated_on, amount, unit',
  );
  return rows.map((row) => {
    const date = readDay(row.dated_on);
    invariant(date !== undefined, `a stored date ${row.dated_on} that is no day`);
    const of = row.participant === null ? (row.team === null ? 'company' : 'team') : 'participant';
    const subject = row.participant ?? row.team ?? '';
    return {
      measure: row.measure,
      of,
      subject,
      ...periodOf(row),
      date,
      value: amountOf(row.amount, row.unit),
    };
  });
}

async function readTerritories(source: CompanySource): Promise<Territory[]> {
  const rows = await known<{ external_id: string; group_id: string | null }>(
    source,
    'territory',
    'external_id, group_id',
  );
  return rows.map((row) => ({ id: row.external_id, group: row.group_id }));
}

async function readHoldings(source: CompanySource, table: FactTable, of: string): Promise<Holding[]> {
  type Row = Dated & { readonly participant: string; readonly [of: string]: string | null };
  const rows = await known<Row>(source, table, `${of}, participant, effective_from, effective_until`);
  return rows.map((row) => ({ of: row[of] ?? '', participant: row.participant, ...periodOf(row) }));
}

/** Rows as known at the position, in the order of their ids, which derive from content: the same on every machine. */
async function known<R>(
  { tx, position, only }: CompanySource,
  table: FactTable,
  columns: string,
): Promise<R[]> {
  const names = columns.split(', ').map((name) => `fact_now.${name}`);
  const person = table === 'participant' ? 'external_id' : 'participant';
  const rows = only
    ? latestOfFound(table, `fact.${person} = any($2::text[])`)
    : latestKnown(
        table,
        `id, ${['external_id', ...columns.split(', ').filter((each) => each !== 'external_id')].join(', ')}`,
      );
  const sql = `select ${names.join(', ')} from (${rows}) fact_now`;
  return tx.query<R>(`${sql} order by fact_now.external_id collate "C", fact_now.id`, [
    position.toString(),
    ...(only ? [only] : []),
  ]);
}

function byName(fields: readonly FactField[]): ReadonlyMap<string, FactField> {
  return new Map(fields.map((field) => [field.name, field]));
}

function periodOf(row: Dated): Period {
  const from = readDay(row.effective_from);
  invariant(from !== undefined, `a stored date ${row.effective_from} that is no day`);
  return { from, until: dayOf(row.effective_until) };
}

function dayOf(text: string | null): Day | null {
  return text === null ? null : (readDay(text) ?? null);
}

function amountOf(amount: string, unit: string): Ratio {
  const value = readDecimal(amount);
  invariant(value !== undefined, `a stored amount ${amount} that is no number`);
  return unit === '%' ? ratio(value.n, value.d * 100n) : value;
}
