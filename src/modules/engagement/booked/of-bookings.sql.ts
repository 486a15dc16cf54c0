import { latestKnown } from '../../../platform/database/known.js';
import { BOOKING_OPPORTUNITY } from '../reading/booking-facts.js';
import { columnOfThing } from '../reading/stored-things.js';

/** What of the things that a booking came of must stand beside its line to say a fact of them. */
export type BookedPart = 'opportunity' | 'request' | 'stage' | 'transferred' | 'engaged' | 'active';

/** How a fact of what a booking came of is said, in SQL of a line `b`, beside the parts that it needs. */
export interface BookedFact {
  readonly sql: string;
  readonly stored: readonly BookedPart[];
}

const NAMED = own(BOOKING_OPPORTUNITY);

/** Facts that follow from others, where nobody told them: as `derivedTexts` has them for one thing. */
const DERIVED: Readonly<Record<string, readonly [sql: string, part: BookedPart]>> = {
  'opportunity.stage': ['staged.stage', 'stage'],
  'opportunity.in-stage-since': ['staged.reached_on::text', 'stage'],
  'opportunity.stage-at-transfer': ['transferred.stage', 'transferred'],
  'opportunity.last-engagement': ['engaged.happened_on::text', 'engaged'],
};

/** The last activity on the account of a line, or on one of its opportunities; beside what the accounts file says. */
export const LAST_ACTIVITY_OF_ACCOUNT: BookedFact = { sql: 'active.happened_on::text', stored: ['active'] };

/**
 * A fact of what the booking of a line came of: what the booking says itself, else what is known of the opportunity that it names, and of the last request by
 * the day of the booking about it, or without one about the account. Registrations, renewals and leads are known of the booking alone.
 */
export function bookedFact(name: string): BookedFact {
  if (name.startsWith('opportunity.')) {
    const column = columnOfThing('opportunity', name);
    const [derived, part] = DERIVED[name] ?? [];
    const told = [
      own(name),
      `opportunity.attributes ->> ${literal(name)}`,
      ...(column === undefined ? [] : [`opportunity.${column}`]),
    ];
    const follows = derived === undefined || part === undefined ? [] : [part];
    return {
      sql: `coalesce(${[...told, ...(derived === undefined ? [] : [derived])].join(', ')})`,
      stored: ['opportunity', ...follows],
    };
  }
  if (!/^(?:request|transfer)\./.test(name)) return { sql: own(name), stored: [] };
  return { sql: `coalesce(${own(name)}, ${ofRequest(name)})`, stored: ['request'] };
}

/** What must be joined to lines `b` so that these parts stand beside them, as known at $1. */
export function bookedJoins(parts: Iterable<BookedPart>): string {
  const wanted = new Set(parts);
  if (wanted.has('transferred')) wanted.add('request');
  const order: readonly BookedPart[] = [
    'opportunity',
    'request',
    'stage',
    'transferred',
    'engaged',
    'active',
  ];
  return order
    .filter((part) => wanted.has(part))
    .map((part) => JOINS[part]())
    .join(' ');
}

const JOINS: Readonly<Record<BookedPart, () => string>> = {
  opportunity: () =>
    `left join (${latestKnown('opportunity', 'external_id, seller, created_on, closes_on, attributes')}) opportunity on opportunity.external_id = ${NAMED}`,
  request: () =>
    `${requests('asked', 'opportunity', NAMED)} ${requests('asked_account', 'account', 'b.account')}`,
  stage: () => `${stages('staged')} and ${during(['staged', 'reached_on'], 'b.booked_on')}`,
  transferred: () =>
    `${stages('transferred')} and ${MOVED} is not null and ${during(['transferred', 'reached_on'], `least(${MOVED}, b.booked_on::text) collate "C"`, '::text collate "C"')}`,
  engaged: () =>
    `left join (${spans(latestKnown('activity', 'opportunity, happened_on'), ['opportunity', 'happened_on'])}) engaged on engaged.opportunity = ${NAMED} and ${during(['engaged', 'happened_on'], 'b.booked_on')}`,
  active: () =>
    `left join (${spans(activitiesOfAccounts(), ['account', 'happened_on'])}) active on active.account = b.account and ${during(['active', 'happened_on'], 'b.booked_on')}`,
};

/** The day of the transfer, as a text. */
const MOVED = `coalesce(${own('transfer.date')}, ${ofRequest('transfer.date')})`;

function stages(alias: string): string {
  const reached = latestKnown('stage_reached', 'opportunity, reached_on, sequence, stage');
  return `left join (${spans(reached, ['opportunity', 'reached_on'], ['sequence', 'stage'])}) ${alias} on ${alias}.opportunity = ${NAMED}`;
}

function activitiesOfAccounts(): string {
  return `select account, happened_on from (${latestKnown('activity', 'account, happened_on')}) own
    union all select o.account, happened_on from (${latestKnown('activity', 'opportunity, happened_on')}) done
      join (${latestKnown('opportunity', 'external_id, account')}) o on o.external_id = done.opportunity`;
}

/** Requests about an opportunity, or about an account alone, each until the next of the same. */
function requests(alias: string, of: 'opportunity' | 'account', id: string): string {
  const rows = `select * from (${latestKnown('move_request', 'external_id, opportunity, account, asked_on, asked_by, attributes')}) told${of === 'account' ? ' where opportunity is null' : ''}`;
  const columns = ['external_id collate "C"', 'asked_by', 'attributes'];
  return `left join (${spans(rows, [of, 'asked_on'], columns)}) ${alias} on ${alias}.${of} = ${id} and ${during([alias, 'asked_on'], 'b.booked_on')}`;
}

/** A fact of the request about the opportunity, else of that about the account. */
function ofRequest(name: string): string {
  const column = columnOfThing('request', name);
  const from = (alias: string): string => {
    const told = `${alias}.attributes ->> ${literal(name)}`;
    return column === undefined ? told : `coalesce(${told}, ${alias}.${column})`;
  };
  return `case when asked.opportunity is not null then ${from('asked')} else ${from('asked_account')} end`;
}

/** Rows of something, each with the day `till` of the next; of those of one day the last stands. `further` are its other columns, the first of which orders them. */
function spans(rows: string, [of, day]: readonly [string, string], further: readonly string[] = []): string {
  const columns = further.map((column) => column.split(' ')[0]);
  const [first] = further;
  const order = [day, ...(first === undefined ? [] : [first])].join(', ');
  return `select ${[of, day, ...columns].join(', ')}, lead(${day}) over (partition by ${of} order by ${order}) as till from (${rows}) of_one where ${of} is not null`;
}

function during([alias, since]: readonly [string, string], day: string, cast = ''): string {
  return `${alias}.${since}${cast} <= ${day} and (${alias}.till is null or ${day} < ${alias}.till${cast})`;
}

/** A fact that the booking brings itself: fact names are checked by the catalogue, and are quoted here all the same. */
function own(name: string): string {
  return `b.attributes ->> ${literal(name)}`;
}

function literal(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
