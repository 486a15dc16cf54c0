import { addMonths, readDay, writeDay } from '../engine/kernel/day.js';
import { sampleBookings, type SampleBooking } from './sample-bookings.js';
import { REGIONS, sampleHoldings, sampleOffice, samplePeople, type SamplePerson } from './sample-people.js';

/** One file of the sample company, as a comp admin would import it. */
export interface SampleFile {
  readonly name: string;
  readonly kind: string;
  readonly csv: string;
}

/** What was known in time, and what came after three quarters were closed. */
export interface SampleCompany {
  readonly first: readonly SampleFile[];
  readonly late: readonly SampleFile[];
}

const SEED = 2026;
/** One assignment changes manager in the middle of the year; the plan, and so the accumulators, stay the same. */
const MOVED = { person: 'west-ae-3', on: '2026-07-01', manager: 'central-rm' };

/** The sample company: the same bytes on every machine and every day. */
export function sampleCompany(): SampleCompany {
  const people = samplePeople();
  const { inTime, late, amended } = sampleBookings(people, SEED);
  return {
    first: [
      file('participants', [...people, ...sampleOffice()].map(participantRow)),
      file('territories', territoryRows()),
      file('territory-holders', sampleHoldings()),
      file(
        'territory-heads',
        REGIONS.map((region) => ({
          group: region,
          participant: `${region}-rm`,
          from: '2026-01-01',
          until: '',
        })),
      ),
      file('assignments', people.flatMap(assignmentRows)),
      file('quotas', people.flatMap(quotaRows)),
      file('absences', [
        { participant: 'east-ae-2', kind: 'parental-leave', from: '2026-03-02', until: '2026-06-01' },
      ]),
      file('accounts', accountRows()),
      file('fx-rates', rateRows()),
      file('bookings', inTime.map(bookingRow)),
      file('events', eventRows(inTime)),
      file('approver-groups', approverRows()),
      file('deals', dealRows()),
      file('deal-lines', dealLineRows()),
    ],
    late: [
      file('bookings', late.map(bookingRow), 'late-bookings'),
      file('bookings', amended.map(bookingRow), 'amended-bookings'),
    ],
  };
}

type Row = Readonly<Record<string, string>>;

function file(kind: string, rows: readonly Row[], name = kind): SampleFile {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string): string => (text.includes(',') ? `"${text}"` : text);
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')))];
  return { name: `${name}.csv`, kind, csv: `${lines.map((line) => line.join(',')).join('\n')}\n` };
}

function participantRow(person: ReturnType<typeof sampleOffice>[number], index: number): Row {
  const { id, name, hired, left } = person;
  const cost = person.region ?? 'head-office';
  return {
    participant: id,
    name,
    hired,
    left,
    payroll_id: String(10_001 + index),
    legal_entity: 'Sample Inc',
    cost_centre: cost,
    pay_currency: 'USD',
  };
}

const RATES: Record<SamplePerson['role'], Row> = {
  'account-executive': { 'attribute.base-rate': '8%' },
  'account-manager': { 'attribute.base-rate': '4%' },
  'sales-development': {},
  'regional-manager': { 'attribute.override-rate': '1%' },
  'vice-president': {},
};

function assignmentRows(person: SamplePerson): Row[] {
  const from = person.hired > '2026-01-01' ? person.hired : '2026-01-01';
  const until = person.left === '' ? '2027-01-01' : writeDay((readDay(person.left) ?? 0) + 1);
  const row = {
    participant: person.id,
    plan: person.role,
    from,
    until,
    manager: person.manager,
    ...RATES[person.role],
  };
  if (person.id !== MOVED.person) return [row];
  return [
    { ...row, until: MOVED.on },
    { ...row, from: MOVED.on, manager: MOVED.manager },
  ];
}

const QUARTERS = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'];
const QUOTAS: Partial<Record<SamplePerson['role'], readonly [name: string, amount: string]>> = {
  'account-executive': ['attribute.arr-quota', '260000'],
  'account-manager': ['attribute.arr-quota', '300000'],
  'regional-manager': ['attribute.team-quota', '2600000'],
};

function quotaRows(person: SamplePerson): Row[] {
  const quota = QUOTAS[person.role];
  if (!quota) return [];
  return QUARTERS.map((from) => {
    return {
      participant: person.id,
      attribute: quota[0],
      from,
      until: writeDay(addMonths(readDay(from) ?? 0, 3)),
      amount: quota[1],
      unit: 'USD',
    };
  });
}

function territoryRows(): Row[] {
  return REGIONS.flatMap((region) =>
    [1, 2, 3, 4].map((number) => ({
      territory: `${region}-${number}`,
      name: `${region} ${number}`,
      group: region,
    })),
  );
}

/** Customers are numbered, so that nobody takes them for real ones. */
function accountRows(): Row[] {
  const segments = ['smb', 'smb', 'mid-market', 'mid-market', 'enterprise'];
  return Array.from({ length: 120 }, (_, index) => {
    return {
      account: `c-${index + 1}`,
      name: `Customer ${index + 1}`,
      segment: index % 40 === 39 ? '' : (segments[index % 5] ?? 'smb'),
    };
  });
}

function rateRows(): Row[] {
  return QUARTERS.map((date, index) => ({
    set: 'quarter-start',
    from_currency: 'EUR',
    to_currency: 'USD',
    date,
    rate: ['1.08', '1.09', '1.1', '1.11'][index] ?? '',
  }));
}

function bookingRow(booking: SampleBooking): Row {
  const { id, date, net, salesperson, territory, account, type, product } = booking;
  return {
    booking: id,
    line: '1',
    date,
    currency: 'USD',
    net,
    salesperson,
    territory,
    account,
    'booking.type': type,
    'line.product': product,
  };
}

/** Regional managers decide on discounts, from the beginning of the year on. */
function approverRows(): Row[] {
  return REGIONS.map((region) => ({
    group: 'regional-managers',
    participant: `${region}-rm`,
    from: '2026-01-01',
    until: '',
  }));
}

const OFFERS = [
  ['west-ae-1', '8%', '45%', '42000'],
  ['west-ae-2', '15%', '44%', '68000'],
  ['central-ae-1', '18%', '42%', '55000'],
  ['east-ae-1', '12%', '38%', '31000'],
  ['east-ae-3', '25%', '41%', '120000'],
] as const;

/** Offers that are open, from what a seller may sign to what the vice president must; nobody has submitted them. */
function dealRows(): Row[] {
  return OFFERS.map(([seller, discount, margin], index) => ({
    deal: `q-${index + 1}`,
    seller,
    account: `c-${index + 1}`,
    currency: 'USD',
    offered: `2026-11-0${index + 1}`,
    standing: 'open',
    'deal.discount': discount,
    'deal.margin': margin,
    'deal.type': 'new',
  }));
}

/** What each offer comes to: all that its order will say, so that what it would pay can be told. */
function dealLineRows(): Row[] {
  return OFFERS.map(([, , , net], index) => ({
    deal: `q-${index + 1}`,
    line: '1',
    net,
    'line.product': 'platform',
  }));
}

/** Every fiftieth order is paid a month later. They inform; no pay depends on them. */
function eventRows(bookings: readonly SampleBooking[]): Row[] {
  return bookings
    .filter((_, index) => index % 50 === 0)
    .map(({ id, date, net }) => {
      return {
        event: `paid-${id}`,
        booking: id,
        kind: 'event.paid',
        date: writeDay((readDay(date) ?? 0) + 30),
        amount: net,
        currency: 'USD',
      };
    });
}
