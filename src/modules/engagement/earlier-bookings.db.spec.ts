import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import { giveFacts, publishAll } from '../../../test/support/engagement/engaged-company.js';
import { TOUCHED_FIRST, TOUCHED_RULES } from '../../../test/support/engagement/touched-company.js';
import { readDay } from '../../engine/kernel/day.js';
import type { Actor } from '../../platform/database/actor.js';
import { RulesService } from '../rules/rules.service.js';
import { RulingsService, type Question } from './rulings.service.js';
import { WhatIfService } from './what-if.service.js';

const database = testDatabase();
const actor = seeingAll('tester');
const rules = new RulesService(database);
const service = new RulingsService(database, rules);
const FACTS = ['first-booking-date', 'previous-booking-date', 'earlier-bookings'];

/** What the facts about earlier bookings are of something on a day, as rulings on it read them. */
async function ruled(
  kind: Question['kind'],
  subject: string,
  day: string,
): Promise<readonly (string | null)[]> {
  const found: (string | null)[] = [];
  for (const fact of FACTS) {
    const { gives, exception } = await service.decide(actor, {
      kind,
      subject,
      decision: `owner-account-${fact}`,
      day,
    });
    found.push(exception ?? gives[0]?.value ?? null);
  }
  return found;
}

/** The same of something that does not exist, like an account. */
async function would(by: Actor, day: string): Promise<readonly (string | null)[]> {
  const like = [{ kind: 'account', subject: 'a1' } as const];
  const asked = FACTS.map((fact) => {
    return { decision: `owner-account-${fact}`, day: readDay(day) ?? 0, like, facts: [] };
  });
  const answers = await new WhatIfService(database, rules).answers(by, asked);
  return answers.map(({ gives, exception }) => exception ?? gives[0]?.value ?? null);
}

beforeAll(async () => {
  await publishAll(database, TOUCHED_RULES);
  for (const [kind, text] of TOUCHED_FIRST) await giveFacts(database, kind, text);
}, 60_000);

describe('facts about earlier bookings', () => {
  it.each([
    ['before any booking', 'account', 'a1', '2026-01-19', [null, null, '0 booking']],
    ['on the day of the first', 'account', 'a1', '2026-01-20', ['2026-01-20', '2026-01-20', '1 booking']],
    ['after the last', 'account', 'a1', '2026-04-01', ['2026-01-20', '2026-03-05', '2 booking']],
    [
      'of the account of an opportunity',
      'opportunity',
      'o1',
      '2026-03-05',
      ['2026-01-20', '2026-03-05', '2 booking'],
    ],
    ['of an account that booked nothing', 'account', 'a2', '2026-04-01', [null, null, '0 booking']],
  ] as const)(
    'are those of the bookings of an account by the day: %s',
    async (_, kind, subject, day, expected) => {
      expect(await ruled(kind, subject, day)).toEqual(expected);
    },
  );

  it('are told of what does not exist yet, and to nobody who does not see all bookings', async () => {
    expect(await would(actor, '2026-02-10')).toEqual(['2026-01-20', '2026-01-20', '1 booking']);
    const ana = { id: 'ana', sight: { pay: new Map(), bookings: 'credited', audit: 'none' } } as const;
    expect(await would(ana, '2026-02-10')).toEqual(FACTS.map(() => 'UNKNOWN_FACT'));
  });

  it('are looked at again when a booking is told', async () => {
    const question: Question = {
      kind: 'account',
      subject: 'a2',
      decision: 'owner-account-earlier-bookings',
      day: '2026-04-01',
    };
    await giveFacts(
      database,
      'bookings',
      'booking,line,date,currency,net,account\nb9,1,2026-02-01,USD,10,a2\n',
    );
    expect((await service.decideAgain(actor)).changed).toBeGreaterThan(0);
    const { gives, cause } = await service.decide(actor, question);
    expect(gives[0]?.value).toBe('1 booking');
    expect(cause).toEqual([{ what: 'account.earlier-bookings', before: '0 booking', after: '1 booking' }]);
  });
});
