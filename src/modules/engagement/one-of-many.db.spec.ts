import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import { giveFacts, publishAll } from '../../../test/support/engagement/engaged-company.js';
import { TOUCHED_FIRST, TOUCHED_RULES } from '../../../test/support/engagement/touched-company.js';
import { RulesService } from '../rules/rules.service.js';
import { RulingsService, type Question } from './rulings.service.js';

const database = testDatabase();
const actor = seeingAll('tester');
const service = new RulingsService(database, new RulesService(database));
const MANY = 10_000;
const HEADER = 'booking,line,date,currency,net,salesperson,account,changes\n';
const ids = Array.from({ length: MANY }, (_, nth) => nth);

beforeAll(async () => {
  await publishAll(database, TOUCHED_RULES);
  for (const [kind, text] of TOUCHED_FIRST) await giveFacts(database, kind, text);
  const accounts = ids.map((nth) => `m-${nth},Many,ana\n`);
  await giveFacts(database, 'accounts', `account,name,owner\n${accounts.join('')}`);
  const bookings = ids.map((nth) => `M-${nth},1,2026-02-05,USD,10,ana,m-${nth},${nth === 2 ? 'M-1' : ''}\n`);
  await giveFacts(database, 'bookings', `${HEADER}${bookings.join('')}`);
  const questions = ids.map((nth): Question => {
    return { kind: 'booking', subject: `crm/M-${nth}/1`, decision: 'credit', day: '2026-02-05' };
  });
  expect(await service.decideAll(actor, questions)).toBe(MANY);
  await service.decideAgain(actor);
}, 300_000);

describe('of 10,000 questions about bookings', () => {
  it.each([
    ['a booking that nothing hangs on', 'M-7,1,2026-02-05,USD,20,ana,m-7,', 1],
    ['a booking that another changes', 'M-1,1,2026-02-05,USD,20,ana,m-1,', 2],
    ['a booking of the account of another', 'NEW-1,1,2026-02-05,USD,20,ana,m-9,', 1],
    ['a booking of an account that nobody asked about', 'NEW-2,1,2026-02-05,USD,20,ana,a4,', 0],
  ])('%s decides its own again', async (_, row, checked) => {
    await giveFacts(database, 'bookings', `${HEADER}${row}\n`);
    expect(await service.decideAgain(actor)).toMatchObject({ checked });
  });

  it('an account decides those of its bookings again, and a holder of a territory all', async () => {
    await giveFacts(database, 'accounts', 'account,name,owner\nm-3,Many,ben\n');
    expect(await service.decideAgain(actor)).toEqual({ checked: 1, changed: 1 });
    await giveFacts(database, 'territory-holders', 'territory,participant,from\nt1,ana,2026-01-01\n');
    expect(await service.decideAgain(actor)).toEqual({ checked: MANY, changed: 0 });
  }, 120_000);
});
