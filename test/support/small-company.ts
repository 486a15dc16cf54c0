import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { contentId } from '../../src/platform/content-id.js';
import { TELLING } from '../../src/platform/database/telling.js';
import { Database } from '../../src/platform/database/database.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { RulesService } from '../../src/modules/rules/rules.service.js';
import { asAdministrator, testUrls } from './database.js';
import { seeingAll } from './actors/actor.js';

export const ACTOR = seeingAll('tester');
const SOURCE = 'crm';

/** A revision of a fact: its table, its identity, and its own columns. */
export interface Told {
  readonly table: string;
  readonly id: string;
  readonly revision: number;
  readonly columns: Readonly<Record<string, string | number | null>>;
  readonly withdrawn?: boolean;
  /** Tells lines of one booking apart. */
  readonly key?: string;
}

export interface BookingTold {
  readonly id: string;
  readonly day: string;
  readonly net: string;
  readonly seller: string | null;
  readonly revision?: number;
  readonly withdrawn?: boolean;
}

/** A booking of one line. */
export function booking({ id, day, net, seller, revision = 1, withdrawn = false }: BookingTold): Told {
  const columns = {
    line_no: 1,
    booked_on: day,
    sequence: Number(/\d+/.exec(id)?.[0] ?? 0),
    currency: 'USD',
    net,
    salesperson: seller,
    attributes: '{"booking.type": "new"}',
  };
  return { table: 'booking_line', id, revision, columns, withdrawn };
}

const QUARTERS = [
  ['2026-01-01', '2026-04-01'],
  ['2026-04-01', '2026-07-01'],
  ['2026-07-01', '2026-10-01'],
  ['2026-10-01', '2027-01-01'],
] as const;
const QUOTAS: Readonly<Record<string, string>> = { seller: '10000', manager: '40000', director: '80000' };

/** Eight sellers under two managers under one director, each with a quota a quarter. */
export function people(): Told[] {
  const person = (id: string, plan: string, manager: string | null): Told[] => [
    { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } },
    {
      table: 'assignment',
      id: `${id} ${plan}`,
      revision: 1,
      columns: {
        participant: id,
        plan,
        manager,
        effective_from: '2026-01-01',
        effective_until: null,
        attributes: '{}',
      },
    },
    ...QUARTERS.map(([from, until]) =>
      quota({ participant: id, from, until, amount: QUOTAS[plan] ?? '10000' }),
    ),
  ];
  const sellers = Array.from({ length: 8 }, (_, number) =>
    person(`seller-${number}`, 'seller', `manager-${number % 2}`),
  );
  return [
    ...person('director', 'director', null),
    ...person('manager-0', 'manager', 'director'),
    ...person('manager-1', 'manager', 'director'),
    ...sellers.flat(),
  ];
}

export interface QuotaTold {
  readonly participant: string;
  readonly from: string;
  readonly until: string;
  readonly amount: string;
  readonly revision?: number;
}

export function quota({ participant, from, until, amount, revision = 1 }: QuotaTold): Told {
  const columns = {
    participant,
    name: 'attribute.quota',
    amount,
    unit: 'USD',
    effective_from: from,
    effective_until: until,
  };
  return { table: 'quota', id: `${participant} ${from}`, revision, columns };
}

export interface ResultTold {
  readonly participant?: string;
  readonly team?: string;
  readonly from: string;
  readonly until: string;
  readonly value: string;
  readonly revision?: number;
}

/** A result of the measure `margin`, in percent, dated the day after its window; of the company where nobody is named. */
export function result({ participant, team, from, until, value, revision = 1 }: ResultTold): Told {
  const dated = { effective_from: from, effective_until: until, dated_on: until };
  const columns = {
    measure: 'margin',
    participant: participant ?? null,
    team: team ?? null,
    amount: value,
    unit: '%',
  };
  const id = ['margin', participant ?? team ?? 'company', from].join(' ');
  return { table: 'result', id, revision, columns: { ...columns, ...dated } };
}

/** Bookings over two quarters: every fifth is corrected, every ninth withdrawn again, every eleventh names nobody. */
export function bookings(count: number): Told[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `B${index + 1}`;
    const day = `2026-0${1 + (index % 6)}-${String(1 + ((index * 7) % 28)).padStart(2, '0')}`;
    const seller = index % 11 === 10 ? null : `seller-${(index * 5) % 8}`;
    const net = `${100 + ((index * 37_987) % 2400)}.${String((index * 31) % 100).padStart(2, '0')}`;
    const first = booking({ id, day, net, seller });
    if (index % 5 === 4)
      return [first, booking({ id, day, net: `${Number(net) + 10.5}`, seller, revision: 2 })];
    if (index % 9 === 8) return [first, booking({ id, day, net, seller, revision: 2, withdrawn: true })];
    return [first];
  }).flat();
}

/** Tells facts in one entry, in this order. Returns the entry. */
export async function tell(database: Database, facts: readonly Told[]): Promise<bigint> {
  const { result } = await database.change(
    ACTOR,
    { action: 'import', subject: `${facts.length} facts` },
    async (tx) => {
      for (const fact of facts) {
        const names = Object.keys(fact.columns);
        const id = contentId(fact.table, SOURCE, fact.key ?? fact.id);
        const values = [
          id,
          SOURCE,
          fact.id,
          fact.revision,
          tx.entry,
          contentId('told', JSON.stringify([fact.columns, fact.withdrawn ?? false])),
          fact.withdrawn ?? false,
          ...Object.values(fact.columns),
        ];
        await tx.query(
          `insert into ${fact.table} (id, source, external_id, revision, nth, entry, content, withdrawn, ${names.join(', ')})
         select $1, $2, $3, $4, (select count(*) + 1 from ${fact.table} where id = $1), $5, $6, $7, ${names.map((_, index) => `$${index + 8}`).join(', ')}`,
          values,
        );
      }
      return { result: tx.entry };
    },
  );
  return result;
}

/** Undoes what was told in an entry, whatever then goes together. */
export async function untell(database: Database, entry: bigint): Promise<void> {
  const change = { action: TELLING.undo, subject: `import ${entry}` };
  await database.change(ACTOR, change, async (tx) => {
    await tx.query('insert into import_undo (undone, entry) values ($1, $2)', [entry, tx.entry]);
    return { result: null };
  });
}

/** Publishes the three plans and the policy of the benchmark's company. */
export async function publishRules(database: Database): Promise<void> {
  const folder = path.join(projectRoot(), 'bench', 'rules');
  const files = readdirSync(folder).map((name) => ({
    path: name,
    text: readFileSync(path.join(folder, name)),
  }));
  const { findings, position } = await new RulesService(database).publish(ACTOR, files);
  if (position === null) throw new Error(JSON.stringify(findings));
}

/** Runs `work` on an empty, migrated database of its own. */
export async function onFreshDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(
    `create database ${name} template template_of_tests strategy file_copy owner kicker_owner`,
  );
  const of = (url: string): string => url.replace(/[^/]*$/, name);
  const { service, worker, owner } = testUrls();
  const database = new Database(
    { service: of(service), worker: of(worker), owner: of(owner) },
    { poolSize: 5 },
  );
  try {
    return await work(database);
  } finally {
    await database.close();
    await asAdministrator(`drop database ${name} with (force)`);
  }
}
