import type { INestApplication } from '@nestjs/common';
import { AccessService, type Role, type Viewer } from '../../../src/modules/access/access.service.js';
import { UsersService } from '../../../src/modules/access/users.service.js';
import { LedgerService } from '../../../src/modules/ledger/ledger.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { COMMAND_LINE } from '../actors/access.js';
import { calculationOn } from '../calculation.js';
import { importing } from '../importing.js';
import { ACTOR, bookings, people, publishRules, quota, tell, type Told } from '../small-company.js';

/** Everybody who is in a test of who sees what. `rep` is seller-0, `manager` is manager-0, to whom seller-2 reports until April. */
export const EACH_ROLE = {
  'comp-admin': { role: 'comp_admin', participant: null },
  finance: { role: 'finance', participant: null },
  auditor: { role: 'auditor', participant: null },
  'system-admin': { role: 'system_admin', participant: null },
  'team-manager': { role: 'manager', participant: 'manager-0' },
  'a-rep': { role: 'rep', participant: 'seller-0' },
} as const satisfies Record<string, { role: Role; participant: string | null }>;

export type Login = keyof typeof EACH_ROLE;

/** The day on which seller-2 leaves the team of manager-0. */
const MOVED = '2026-04-01';

/** What is told of each seller and of nobody else, so that it gives itself away wherever it comes out. */
export function canariesOf(number: number): Readonly<Record<string, string>> {
  return {
    payrollId: `canary-payroll-${number}`,
    email: `canary-${number}@example.com`,
    costCentre: `canary-centre-${number}`,
    legalEntity: `canary-entity-${number}`,
    booking: `CANARY-${number}-`,
    deal: `canary-deal-${number}`,
    dealNet: `4${number}9079.07`,
    delegationReason: `canary-reason-${number}`,
    dealNote: `canary-note-${number}`,
    quarter1: `4${number}1071.07`,
    quarter2: `4${number}2072.07`,
    late: `4${number}6076.07`,
    eventAmount: `4${number}3073.07`,
    quota: `4${number}4074.07`,
    result: `4${number}7077.07`,
    teamResult: `4${number}8078.07`,
    team: `canary-team-${number}`,
    absence: `canary-leave-${number}`,
    attribute: `canary-attribute-${number}`,
    adjustment: `4${number}5075.07`,
    adjustmentReason: `canary reason ${number}`,
  };
}

/** A company of twelve with two calculations, a closed quarter, late bookings, manual entries, and canaries of every seller. */
export async function seedCompany(database: Database): Promise<void> {
  await publishRules(database);
  await tell(database, [
    ...people(),
    ...bookings(60),
    ...SELLERS.flatMap(canaryFacts),
    ...moves(),
    ...PLACES,
    RATE,
  ]);
  const ledger = new LedgerService(database, new RulesService(database));
  await calculateAndSettle(database, ledger);
  for (const number of SELLERS) {
    const { adjustment: amount = '', adjustmentReason: reason = '' } = canariesOf(number);
    const entry = { participant: `seller-${number}`, amount, currency: 'USD', period: '2026-Q1', reason };
    await ledger.addAdjustment(ACTOR, entry);
  }
  await ledger.closePeriod(ACTOR, { period: '2026-Q1', reason: 'canary close' });
  await importing(database)('accounts', 'account,name,segment\nacme,Acme,mid-market\n=bad,Bad,\n', {
    fileName: 'canary-file.csv',
    partial: true,
  });
  await tell(
    database,
    SELLERS.flatMap((number) => [lateQuota(number), order(number, LATE)]),
  );
  await calculateAndSettle(database, ledger);
}

/** Makes a user of each role. */
export async function createUsers(app: INestApplication): Promise<void> {
  const users = app.get(UsersService);
  const known = new Set((await users.list(COMMAND_LINE)).map(({ login }) => login));
  for (const [login, { role, participant }] of Object.entries(EACH_ROLE))
    if (!known.has(login)) await users.add(COMMAND_LINE, { login, name: login, participant, roles: [role] });
}

/** A user as they are signed in at this moment. */
export async function viewerOf(app: INestApplication, login: string): Promise<Viewer> {
  const viewer = await app.get(AccessService).viewer(await app.get(UsersService).idOf(login));
  if (!viewer) throw new Error(`${login} is not let in`);
  return viewer;
}

export const SELLERS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** An exchange rate. */
const RATE: Told = {
  table: 'fx_rate',
  id: 'market/EUR/USD/2026-01-01',
  revision: 1,
  columns: {
    rate_set: 'market',
    from_currency: 'EUR',
    to_currency: 'USD',
    rate_on: '2026-01-01',
    rate: '1.1',
  },
};

/** Calculates all that is known and posts what it changes. */
export async function calculateAndSettle(
  database: Database,
  ledger = new LedgerService(database, new RulesService(database)),
): Promise<void> {
  const { summary, position } = await calculationOn(database).service.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
}

function masterOf(participant: string, of: ReturnType<typeof canariesOf>): Told['columns'] {
  const attributes = JSON.stringify({ 'participant.note': of['attribute'], 'participant.team': of['team'] });
  return {
    name: participant,
    attributes,
    payroll_id: of['payrollId'] ?? '',
    email: of['email'] ?? '',
    hired: '2024-03-01',
    pay_currency: 'USD',
    cost_centre: of['costCentre'] ?? '',
    legal_entity: of['legalEntity'] ?? '',
  };
}

function canaryFacts(number: number): Told[] {
  const of = canariesOf(number);
  const participant = `seller-${number}`;
  const paid = {
    booking_source: 'crm',
    booking: `${of['booking']}1`,
    kind: 'event.paid',
    happened_on: '2026-03-20',
    amount: of['eventAmount'] ?? '',
    currency: 'USD',
  };
  const away = { participant, kind: of['absence'] ?? '', effective_from: '2026-05-04' };
  return [
    { table: 'participant', id: participant, revision: 2, columns: masterOf(participant, of) },
    order(number, { nth: 1, net: 'quarter1', day: '2026-02-11' }),
    order(number, { nth: 2, net: 'quarter2', day: '2026-05-12' }),
    { table: 'booking_event', id: `paid ${number}`, revision: 1, columns: paid },
    {
      table: 'absence',
      id: `away ${number}`,
      revision: 1,
      columns: { ...away, effective_until: '2026-05-08' },
    },
    ...deal(number),
    delegation(number),
    member(number),
    firstQuarter(`of ${participant}`, { participant, team: null, amount: of['result'] ?? '' }),
    firstQuarter(`of ${of['team']}`, {
      participant: null,
      team: of['team'] ?? '',
      amount: of['teamResult'] ?? '',
    }),
  ];
}

/** A result of the first quarter, when seller-2 was still in the team of manager-0. */
function firstQuarter(id: string, columns: Told['columns']): Told {
  const dated = { effective_from: '2026-01-01', effective_until: MOVED, dated_on: '2026-04-02' };
  return {
    table: 'result',
    id,
    revision: 1,
    columns: { measure: 'canary', unit: 'USD', ...columns, ...dated },
  };
}

/** Told of the first quarter, when seller-2 was still in the team of manager-0. */
function delegation(number: number): Told {
  const [giver, deputy] = [`seller-${number}`, 'director'];
  const reason = canariesOf(number)['delegationReason'] ?? '';
  const days = { effective_from: '2026-02-02', effective_until: '2026-02-20' };
  const columns = { giver, deputy, matrix: null, most: '5000', currency: 'USD', ...days, reason };
  return { table: 'approval_delegation', id: `${giver}/${deputy}/2026-02-02`, revision: 1, columns };
}

function member(number: number): Told {
  const participant = `seller-${number}`;
  const days = { effective_from: '2026-01-01', effective_until: '2126-01-01' };
  const columns = { group_id: 'deal-desk', participant, ...days };
  return { table: 'approver_group_member', id: `deal-desk/${participant}`, revision: 1, columns };
}

/** A deal of one line, offered in the first quarter. */
function deal(number: number): Told[] {
  const of = canariesOf(number);
  const id = of['deal'] ?? '';
  const attributes = JSON.stringify({ 'deal.note': of['dealNote'] });
  const offer = { currency: 'USD', offered_on: '2026-02-17', standing: 'open', attributes };
  return [
    {
      table: 'deal',
      id,
      revision: 1,
      columns: { seller: `seller-${number}`, account: 'acme', ...offer },
    },
    {
      table: 'deal_line',
      id: `${id}/1`,
      revision: 1,
      columns: { deal: id, line_no: 1, net: of['dealNet'] ?? '', attributes: '{}' },
    },
  ];
}

interface Order {
  readonly nth: number;
  readonly net: string;
  readonly day: string;
}

/** Of the quarter that is closed by the time it is told. */
const LATE: Order = { nth: 3, net: 'late', day: '2026-03-21' };

function order(number: number, { nth, net, day }: Order): Told {
  const of = canariesOf(number);
  const columns = {
    line_no: 1,
    booked_on: day,
    sequence: 0,
    currency: 'USD',
    net: of[net] ?? '',
    salesperson: `seller-${number}`,
    territory: 't-1',
    account: 'acme',
    // Pay of the open quarter waits for the approval of its deal.
    deal: net === 'quarter2' ? (of['deal'] ?? '') : null,
    attributes: '{"booking.type": "new"}',
  };
  return { table: 'booking_line', id: `${of['booking']}${nth}`, revision: 1, columns };
}

const PLACES: readonly Told[] = [
  {
    table: 'territory',
    id: 't-1',
    revision: 1,
    columns: { name: 'North', group_id: 'emea', attributes: '{}' },
  },
  {
    table: 'territory_holder',
    id: 't-1 seller-0',
    revision: 1,
    columns: { territory: 't-1', participant: 'seller-0', effective_from: '2026-01-01' },
  },
  {
    table: 'account_owner',
    id: 'acme/2026-01-01',
    revision: 1,
    columns: {
      account: 'acme',
      participant: 'seller-0',
      effective_from: '2026-01-01',
      effective_until: '2027-01-01',
    },
  },
];

/** A quota of the third quarter that nobody else has. */
function lateQuota(number: number): Told {
  const days = { from: '2026-07-01', until: '2026-10-01' };
  const amount = canariesOf(number)['quota'] ?? '';
  return quota({ participant: `seller-${number}`, ...days, amount, revision: 2 });
}

function moves(): Told[] {
  const row = { participant: 'seller-2', plan: 'seller', attributes: '{}' };
  const until = { effective_from: '2026-01-01', effective_until: MOVED, manager: 'manager-0' };
  const from = { effective_from: MOVED, effective_until: null, manager: 'manager-1' };
  return [
    { table: 'assignment', id: 'seller-2 seller', revision: 2, columns: { ...row, ...until } },
    { table: 'assignment', id: 'seller-2 moved', revision: 1, columns: { ...row, ...from } },
  ];
}
