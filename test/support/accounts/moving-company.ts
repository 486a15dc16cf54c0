import { expect } from '@jest/globals';
import { ACTOR, onFreshDatabase } from '../small-company.js';
import { give, OWNED, publishOwned } from './owned-company.js';
import { MovedCreditsService } from '../../../src/modules/calculation/moved-credits.service.js';
import { AccountOwnersService } from '../../../src/modules/bookings/account-owners.service.js';
import { ImportService } from '../../../src/modules/bookings/import.service.js';
import { WhatIfService } from '../../../src/modules/engagement/what-if.service.js';
import { ParticipantsService } from '../../../src/modules/participants/participants.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import { TransitionLedgerService } from '../../../src/modules/transitions/transition-ledger.service.js';
import {
  readMovesCsv,
  TransitionPreviewsService,
  type AskedMove,
} from '../../../src/modules/transitions/transition-previews.service.js';
import { TransitionsService, type Decider } from '../../../src/modules/transitions/transitions.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { seeingAll } from '../actors/actor.js';

/** Limits on moving accounts: three in a batch or a quarter of an owner's in a year are asked for, and a rebrand moves nothing. */
export const LIMITS = `kicker: 1
engagement: moves
from: 2026-01-01
decisions:
  - id: moving
    decides: transfer
    outputs: [{ id: answer, is: one-of, values: [move, needs-approval, refused] }, { id: approver, is: one-of, values: [finance, vp-sales] }]
    phases:
      - id: limits
        hit: first
        rules:
          - { id: rebrand, when: { transition.reason: rebrand }, gives: { answer: refused, approver: nothing }, because: A new name is no reason }
          - { id: share, when: { transition.share: "> 25%", transition.accounts-this-year: ">= 2 accounts" }, gives: { answer: needs-approval, approver: finance }, because: More than a quarter of what they own in a year }
          - { id: many, when: { transition.accounts: ">= 3 accounts" }, gives: { answer: needs-approval, approver: finance }, because: Three accounts at once }
    otherwise: { gives: { answer: move, approver: nothing }, because: Few accounts }
  - decides: holdover
    outputs: [{ id: state, is: one-of, values: [kept, none] }]
    phases:
      - { id: segment, rules: [{ id: smb, when: { account.segment: smb }, gives: { state: none }, because: Small accounts move at once }] }
    otherwise: { gives: { state: kept }, because: Kept for 90 days }
`;
export const MOVING_FACTS = `  - { name: transition.accounts, is: count, unit: account, means: Accounts moved at once }
  - { name: transition.accounts-this-year, is: count, unit: account, means: Accounts of the owner moved this year }
  - { name: transition.share, is: percent, means: Share of the accounts of the owner moved this year }
  - { name: transition.reason, is: one-of, values: [leaver, balance, rebrand], means: Why an account moves }
`;

/** Who decides on moves in tests. */
export const decider = (id: string, of: Partial<Decider> = {}): Decider => ({
  ...seeingAll(id),
  roles: ['finance'],
  participant: null,
  ...of,
});

/** The services about moving accounts, put together by hand. */
export function movingOn(
  database: Database,
  imports = new ImportService(database),
): {
  transitions: TransitionsService;
  previews: TransitionPreviewsService;
  ledger: TransitionLedgerService;
} {
  const rules = new RulesService(database);
  const credits = new MovedCreditsService(rules, new ParticipantsService());
  const previews = new TransitionPreviewsService(
    database,
    rules,
    credits,
    new WhatIfService(database, rules),
  );
  return {
    transitions: new TransitionsService(database, previews, new AccountOwnersService(), imports),
    previews,
    ledger: new TransitionLedgerService(database, rules),
  };
}

/** A company of three sellers with ten accounts of ana's beside those of OWNED, limits, and bookings. */
export async function openMoving(database: Database, accounts = 10): Promise<void> {
  await publishOwned(database, { facts: MOVING_FACTS, more: [LIMITS] });
  const rows = Array.from({ length: accounts }, (_, nth) => `m-${nth},M ${nth},ana,smb,`);
  const [people, seats, owned] = OWNED;
  if (!people || !seats || !owned) throw new Error('the company has no files');
  for (const file of [people, seats, [...owned, ...rows] as const])
    expect((await give(database, file)).rejections).toEqual([]);
}

/** Moves as a CSV file has them. */
export const file = (...rows: readonly string[]): readonly AskedMove[] =>
  readMovesCsv(['account,to,reason,from', ...rows].join('\n'));

/** Who owns accounts on a day, as known now. */
export async function ownersOn(database: Database, day: string): Promise<Record<string, string | null>> {
  const rows = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ account: string; participant: string | null }>(
      `select account, participant from account_owner_days(last_position()) where since <= $1 and $1 < till order by account`,
      [day],
    ),
  );
  return Object.fromEntries(rows.map(({ account, participant }) => [account, participant]));
}

/** The code of a refusal, or what each of several says; `done` where there is none. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string; errors?: { message: string }[]; message: string }) =>
      error.errors?.map(({ message }) => message).join(' ') ?? error.code ?? error.message,
  );

/** On a database of its own, with such a company. */
export async function onMoving<T>(work: (database: Database) => Promise<T>, accounts?: number): Promise<T> {
  return await onFreshDatabase(async (database) => {
    await openMoving(database, accounts);
    return await work(database);
  });
}
