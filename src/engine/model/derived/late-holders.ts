import { isWithin, writeDay, type Day, type Period } from '../../kernel/day.js';

/** That a territory was held, or an account owned, on some days, the day on which that was told, and the one on which it was no longer known. */
export interface HoldingTold extends Period {
  readonly of: string;
  readonly told: Day;
  /** Null where it is known still. */
  readonly gone: Day | null;
  /** Who has it without them; nobody where it is not said. */
  readonly otherwise?: string | null;
  /** To whom of an account it leads: its owner where it is not said. */
  readonly relation?: OwnerRelation;
  /** Of for whom it is named: what the accounts file said of `account.named`, the earliest first. */
  readonly said?: readonly NamedSaid[];
}

/** What the accounts file says of `account.named` from the end of a day on; null where it says nothing. */
export interface NamedSaid {
  readonly on: Day;
  readonly named: string | null;
}

/** Who of an account may come late: who owns it, who owned it before, who owns the top of its hierarchy, for whom it is named. */
export const OWNER_RELATIONS = [
  'account.owner',
  'account.previous-owner',
  'account.parent-owner',
  'account.named-owner',
] as const;
/** One of them, by the name of its relation. */
export type OwnerRelation = (typeof OWNER_RELATIONS)[number];

/** When holders of territories, and to whom accounts lead, were told, where that was after bookings were; none where there is no such. */
export interface ToldLate {
  readonly holdingsTold?: readonly HoldingTold[];
  readonly ownersTold?: readonly HoldingTold[];
}

/** A booking as it is asked whether somebody who would have it came too late. */
export interface BookedBefore {
  readonly territory: string | null;
  readonly account: string | null;
  readonly date: Day;
  readonly told: Day;
  /** Days after the booking was told in which a holder may be told and is credited all the same. */
  readonly backfill: number;
}

/** A relation of a booking to which somebody came too late. */
export interface CameLate {
  readonly relation: 'territory.holders' | OwnerRelation;
  readonly of: string;
  /** Who it would be without them. */
  readonly otherwise: string | undefined;
  /** Where it is for whom the account is named: what the accounts file said of whether it is when the booking was told. */
  readonly named?: string | undefined;
}

/** What a booking says as if these had not come: an account that was named late is what the accounts file said it was then, or else ordinary. */
export function asIfNotCome(late: readonly CameLate[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    late.flatMap(({ relation, otherwise, named = 'ordinary' }): [string, string | undefined][] => [
      [relation, otherwise],
      ...(relation === 'account.named-owner' ? [['account.named', named] as [string, string]] : []),
    ]),
  );
}

const NOBODY_LATE: readonly CameLate[] = [];

/**
 * Who came too late for a booking, though they hold its territory or own its account as is known now: nobody was known to by such a row on the booking
 * date when the booking was told, nor by the end of the days of backfill. A pure function of recorded days: whatever is told on one day is told together.
 * A booking of a day to come is told on its own day.
 */
export class LateHolders {
  private readonly held: ReadonlyMap<string, readonly HoldingTold[]>;
  private readonly owned: ReadonlyMap<string, readonly HoldingTold[]>;

  constructor({ holdingsTold = [], ownersTold = [] }: ToldLate = {}) {
    this.held = byWhat(holdingsTold);
    this.owned = byWhat(ownersTold);
  }

  /** The relations of a booking to which somebody who is known now came too late. */
  cameLate(asked: BookedBefore): readonly CameLate[] {
    const { territory, account } = asked;
    const held = territory === null ? undefined : tooLate(this.held.get(territory), asked);
    const rows = account === null ? undefined : this.owned.get(account);
    if (!held && !rows) return NOBODY_LATE;
    const owned = OWNER_RELATIONS.flatMap((relation): CameLate[] => {
      const late = tooLate(
        rows?.filter((each) => (each.relation ?? 'account.owner') === relation),
        asked,
      );
      return late
        ? [{ relation, of: late.of, otherwise: late.otherwise ?? undefined, named: saidThen(late, asked) }]
        : [];
    });
    return [
      ...(held ? [{ relation: 'territory.holders', of: held.of, otherwise: undefined } as const] : []),
      ...owned,
    ];
  }
}

const SAID: Readonly<Record<CameLate['relation'], (of: string) => string>> = {
  'territory.holders': (of) => `nobody was known to hold ${of}`,
  'account.owner': (of) => `who owns ${of} was not known`,
  'account.previous-owner': (of) => `who owned ${of} before was not known`,
  'account.named-owner': (of) => `for whom ${of} is named was not known`,
  'account.parent-owner': (of) => `who owns the top above ${of} was not known`,
};

/** Why a booking stays at the house, and what moves it. */
export function sayLate({ told, date, backfill }: BookedBefore, late: readonly CameLate[]): string {
  const within = backfill === 0 ? '' : ` and ${backfill} days after`;
  const said = late.map(({ relation, of }) => SAID[relation](of)).join(', and ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} when the booking was told (${writeDay(Math.max(told, date))})${within}; whoever was told later has it by a credit ruling, or where the policy says backfill.`;
}

function byWhat(told: readonly HoldingTold[]): ReadonlyMap<string, readonly HoldingTold[]> {
  const found = new Map<string, HoldingTold[]>();
  for (const each of told) {
    const rows = found.get(each.of);
    if (rows) rows.push(each);
    else found.set(each.of, [each]);
  }
  return found;
}

/** What the accounts file said of whether an account is named, at the end of the days in which somebody may come to a booking. */
function saidThen({ said = [] }: HoldingTold, { date, told, backfill }: BookedBefore): string | undefined {
  const last = Math.max(told, date) + backfill;
  return said.findLast(({ on }) => on <= last)?.named ?? undefined;
}

/** A row that is known now and came too late, where none was known in time. */
function tooLate(
  told: readonly HoldingTold[] | undefined,
  { date, told: booked, backfill }: BookedBefore,
): HoldingTold | undefined {
  const rows = told?.filter((each) => isWithin(date, each)) ?? [];
  const known = Math.max(booked, date);
  const wasKnown = rows.some(
    ({ told: on, gone }) => on <= known + backfill && (gone === null || gone > Math.max(known, on)),
  );
  return wasKnown ? undefined : rows.find(({ gone }) => gone === null);
}
