import { isRelated } from '../../../engine/model/derived/related-facts.js';
import { isToldByBookings } from '../../../engine/rulebook/parts/decision.js';
import { RECORDED } from '../../../engine/model/recorded.js';
import type { FactTable } from '../../../platform/database/known.js';

/** A table in which facts stand: its columns, and the order in which the first rows are looked at. */
export interface FactSource {
  readonly table: FactTable;
  readonly columns: string;
  readonly order: string;
  /** SQL of a fact's text in a row `f`; nothing where the table does not have it. */
  textOf(name: string): string | undefined;
}

const BOOKING: Readonly<Record<string, string>> = {
  'booking.currency': 'f.currency',
  'booking.salesperson': 'f.salesperson',
  'booking.territory': 'f.territory',
  'booking.account': 'f.account',
  'booking.changes': 'f.changes',
  'booking.approval': `case when f.deal is null then 'not-needed' else coalesce((
    select c.standing from booking_clearance c where c.source = f.source and c.booking = f.external_id and c.deal = f.deal
    order by c.nth desc limit 1), 'missing') end`,
};
const ACCOUNT: Readonly<Record<string, string>> = {
  'account.owner': 'f.owner',
  'account.segment': 'f.segment',
  // From the first row of named accounts on, an account that none names is ordinary.
  'account.named': `coalesce(f.attributes ->> 'account.named', (select 'ordinary' where exists (select from named_account)))`,
  // Whose the top of the hierarchy is follows from what belongs to another.
  'account.parent-owner': `coalesce(f.attributes ->> 'account.parent-owner', f.parent)`,
};
const OWNERS: readonly string[] = ['account.owner', 'account.previous-owner'];
const PERSON: Readonly<Record<string, string>> = {
  'participant.hired': 'f.hired::text',
  'participant.left': 'f.left_on::text',
  'participant.id': 'f.external_id',
  'participant.pay-currency': 'f.pay_currency',
};

const DEAL: Readonly<Record<string, string>> = {
  'deal.currency': 'f.currency',
  'deal.date': 'f.offered_on::text',
  'deal.seller': 'f.seller',
  // Whose manager it is follows from who sells.
  'deal.seller-manager': 'f.seller',
};
const OPPORTUNITY: Readonly<Record<string, string>> = {
  'opportunity.created': 'f.created_on::text',
  'opportunity.close-date': 'f.closes_on::text',
  'opportunity.seller': 'f.seller',
};
/** Facts that follow from the stages of opportunities. */
const STAGE: Readonly<Record<string, string>> = {
  'opportunity.stage': 'case when f.opportunity is not null then f.stage end',
  'opportunity.stage-at-transfer': 'case when f.opportunity is not null then f.stage end',
  'opportunity.in-stage-since': 'case when f.opportunity is not null then f.reached_on::text end',
};
/** Facts that follow from activities. */
const ACTIVITY: Readonly<Record<string, string>> = {
  'opportunity.last-engagement': 'case when f.opportunity is not null then f.happened_on::text end',
  'account.last-activity':
    'case when coalesce(f.account, f.opportunity) is not null then f.happened_on::text end',
};
const REQUEST: Readonly<Record<string, string>> = {
  'request.asked': 'f.asked_on::text',
  'request.by': 'f.asked_by',
};
/** What comes of other tables. */
const ELSEWHERE = ['territory.holders', 'territory.group-manager'];

/** Where pay finds facts: those of a line and its account as the calculation reads them, those of a person from the assignment or themselves. */
export const FACT_SOURCES: readonly FactSource[] = [
  {
    table: 'booking_line',
    columns:
      'id, source, external_id, booked_on, currency, salesperson, territory, account, changes, deal, attributes',
    // The newest bookings are the likeliest to have what a new rule asks for; an index gives them.
    order: 'f.booked_on desc',
    textOf: (name) =>
      ELSEWHERE.includes(name)
        ? undefined
        : (BOOKING[name] ??
          (/^(?:booking|line|territory)\./.test(name) || isToldByBookings(name)
            ? attribute(name)
            : undefined)),
  },
  {
    table: 'account',
    columns: 'id, owner, segment, parent, attributes',
    order: 'f.id',
    textOf: (name) => ACCOUNT[name] ?? (name.startsWith('account.') ? attribute(name) : undefined),
  },
  {
    table: 'account_owner',
    columns: 'id, participant',
    order: 'f.id',
    textOf: (name) => (OWNERS.includes(name) ? 'f.participant' : undefined),
  },
  {
    table: 'named_account',
    columns: 'id, participant',
    order: 'f.id',
    textOf: (name) =>
      name === 'account.named-owner' ? 'f.participant' : name === 'account.named' ? `'named'` : undefined,
  },
  {
    table: 'account_segment',
    columns: 'id, segment',
    order: 'f.id',
    textOf: (name) => (name === 'account.segment' ? 'f.segment' : undefined),
  },
  {
    table: 'account_parent',
    columns: 'id, parent',
    order: 'f.id',
    textOf: (name) => (name === 'account.parent-owner' ? 'f.parent' : undefined),
  },
  {
    table: 'assignment',
    columns: 'id, manager, attributes',
    order: 'f.id',
    textOf: (name) => {
      if (name === 'participant.manager') return 'f.manager';
      return isOfPerson(name) && !Object.hasOwn(PERSON, name) ? attribute(name) : undefined;
    },
  },
  {
    table: 'participant',
    columns: 'id, external_id, hired, left_on, pay_currency, attributes',
    order: 'f.id',
    textOf: (name) => PERSON[name] ?? (isOfPerson(name) ? attribute(name) : undefined),
  },
  {
    table: 'quota',
    columns: 'id, name',
    order: 'f.id',
    textOf: (name) =>
      name.startsWith('attribute.') ? `case when f.name = ${literal(name)} then f.name end` : undefined,
  },
  {
    table: 'territory_holder',
    columns: 'id, participant',
    order: 'f.id',
    textOf: (name) => (name === 'territory.holders' ? 'f.participant' : undefined),
  },
  {
    table: 'territory_head',
    columns: 'id, participant',
    order: 'f.id',
    textOf: (name) => (name === 'territory.group-manager' ? 'f.participant' : undefined),
  },
  {
    table: 'deal',
    columns: 'id, seller, currency, offered_on, attributes',
    order: 'f.offered_on desc',
    textOf: (name) => DEAL[name] ?? (name.startsWith('deal.') ? attribute(name) : undefined),
  },
  {
    table: 'opportunity',
    columns: 'id, seller, created_on, closes_on, attributes',
    order: 'f.id',
    textOf: (name) => OPPORTUNITY[name] ?? (name.startsWith('opportunity.') ? attribute(name) : undefined),
  },
  {
    table: 'stage_reached',
    columns: 'id, opportunity, reached_on, stage',
    order: 'f.id',
    textOf: (name) => STAGE[name],
  },
  {
    table: 'activity',
    columns: 'id, opportunity, account, happened_on',
    order: 'f.id',
    textOf: (name) => ACTIVITY[name],
  },
  {
    table: 'move_request',
    columns: 'id, asked_on, asked_by, attributes',
    order: 'f.id',
    textOf: (name) => REQUEST[name] ?? (/^(?:request|transfer)\./.test(name) ? attribute(name) : undefined),
  },
  {
    table: 'deal_line',
    columns: 'id, net',
    order: 'f.id',
    textOf: (name) => (name === 'deal.net' ? 'f.net::text' : undefined),
  },
];

/** Without the first two no booking line is stored; the others follow from the days of an assignment, and from the order of entries. */
const ALWAYS_FILLED: readonly string[] = [
  'line.net',
  'booking.date',
  'decision.date',
  'assignment.start',
  'assignment.end',
  RECORDED,
];

/** Whether a fact is never missed: every line has it, or Kicker itself finds it from other records, and nobody can import it. */
export function isAlwaysFilled(name: string): boolean {
  return ALWAYS_FILLED.includes(name) || isRelated(name) || name.startsWith('transition.');
}

/** A text literal: fact names are checked by the catalogue, and are quoted here all the same. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function attribute(name: string): string {
  return `f.attributes ->> ${literal(name)}`;
}

function isOfPerson(name: string): boolean {
  return /^(?:participant|attribute)\./.test(name);
}
