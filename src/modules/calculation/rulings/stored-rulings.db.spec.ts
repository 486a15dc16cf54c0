import { beforeAll, describe, expect, it } from '@jest/globals';
import { FACTS, PLAN } from '../../../../test/support/approvals/deal-plan.js';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { bookingKey } from '../../bookings/api/booking-list.service.js';
import { RulingsService, type Question } from '../../engagement/rulings.service.js';
import { CreditsService } from '../api/credits/credits.service.js';

const READING = FACTS.replace(
  'fields:\n',
  `fields:
  - { name: booking.approval, is: one-of, values: [approved, not-needed, missing], means: Whether it has its approval }
  - { name: deal.date, is: date, means: When it was offered }
  - { name: deal.currency, is: text, means: Its currency }
  - { name: deal.list, is: money, means: Price before discounts }
`,
);

/** Credits by what is known of the deal, and of its approval. */
const BY_DEAL = `kicker: 1
engagement: field
from: 2020-01-01
decisions:
  - decides: credit
    phases:
      - id: deep
        rules:
          - { id: deep, when: { deal.discount: "> 20%", booking.approval: missing }, credit: [{ to: booking.second, parts: 1 }], because: Too deep }
          - { id: noted, when: { deal.note: known, deal.currency: USD }, credit: [{ to: booking.salesperson, parts: 3 }, { to: booking.second, parts: 1 }], because: Shared }
      - id: approval
        rules:
          - { id: approved, when: { booking.approval: approved }, credit: [{ to: booking.salesperson, parts: 60% }, { to: booking.second, parts: 40% }], because: Approved }
          - { id: plain, when: { booking.approval: not-needed }, credit: [{ to: booking.salesperson, parts: 1 }], because: As offered }
      - id: offered
        rules:
          - { id: offered, when: { deal.date: 2026-03-05 }, credit: [{ to: booking.second, parts: 1 }], because: Offered that day }
    otherwise: { credit: house, because: Nobody offered it }
`;

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const { service: calculation } = calculationOn(database);
const rulings = new RulingsService(database, offers.rules);
const ORDERS = [
  ['SO-1', '2026-03-10', 'Q-15'],
  ['SO-2', '2026-03-11', 'Q-30'],
  ['SO-3', '2026-03-12', 'Q-5'],
  ['SO-4', '2026-03-12', 'Q-NOTED'],
  ['SO-5', '2026-03-12', ''],
  ['SO-6', '2026-03-12', 'Q-GONE'],
  ['SO-7', '2026-04-20', 'Q-15'],
  // Changes SO-2, and SO-9 that.
  ['SO-8', '2026-04-21', ''],
  ['SO-9', '2026-04-22', ''],
] as const;

const question = ([booking, day]: readonly [string, string, string]): Question => ({
  kind: 'booking',
  subject: `crm/${booking}/1`,
  decision: 'credit',
  day,
});
const QUESTIONS = ORDERS.map(question);

beforeAll(async () => {
  const withSecond = READING.replace(
    'relations:\n',
    'relations:\n  - { name: booking.second, gives: person, means: Who helped }\n',
  );
  await offers.publish(withSecond, MATRIX, BY_DEAL, PLAN);
  await give('participants', 'participant,name\nana,Ana\nben,Ben\nmia,Mia\ndan,Dan\n');
  await give(
    'assignments',
    'assignment,participant,plan,from,manager\nas-1,ana,seller,2020-01-01,mia\nas-2,ben,seller,2020-01-01,mia\n',
  );
  const quota = (id: string): string => `q-${id},${id},attribute.quota,1000,USD,2020-01-01\n`;
  await give(
    'quotas',
    `quota,participant,attribute,amount,currency,from\n${['ana', 'ben'].map(quota).join('')}`,
  );
  await offers.tell(
    offer('Q-15', { discount: '15%' }),
    offer('Q-30', { discount: '30%' }),
    offer('Q-5', { discount: '5%' }),
    offer('Q-GONE', { discount: '15%' }),
    offer('Q-NOTED', { discount: '15%', note: 'half of it theirs' }),
  );
  const catalogue = await database.inTransaction(ACTOR, (tx) => offers.rules.catalogueNow(tx));
  const changes = new Map([
    ['SO-8', 'SO-2'],
    ['SO-9', 'SO-8'],
  ]);
  const rows = ORDERS.map(
    ([id, day, deal]) => `${id},${day},USD,600,ana,ben,${deal},${changes.get(id) ?? ''}\n`,
  );
  const header = 'booking,date,currency,net,salesperson,booking.second,deal,changes';
  const told = await give('bookings', `${header}\n${rows.join('')}`, { catalogue });
  expect(told.rejections).toEqual([]);
  await offers.tell({ ...offer('Q-GONE', { discount: '15%', revision: 2 }), withdrawn: true });
}, 60_000);

async function credited(): Promise<Record<string, string[]>> {
  await calculation.calculate(ACTOR);
  const wanted = ORDERS.map(([id]) => ({ source: 'crm', id }));
  const credits = await new CreditsService(database).credits(ACTOR, wanted);
  const shares = wanted.map((each): [string, string[]] => [
    each.id,
    (credits.get(bookingKey(each)) ?? []).map(
      ({ participantId, parts, ofParts }) => `${participantId} ${(parts * 100) / ofParts}%`,
    ),
  ]);
  return Object.fromEntries(shares);
}

async function standing(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const each of QUESTIONS) {
    const { gives, exception } = await rulings.decide(ACTOR, each);
    expect(exception).toBeNull();
    const people = gives.filter(({ output }) => output !== 'house');
    found[each.subject.split('/')[1] ?? ''] = people.map(({ output, value }) => `${output} ${value ?? ''}`);
  }
  return found;
}

describe('a ruling on a stored booking that names a deal', () => {
  it('says what the calculation credits, before anybody looked for its approval', async () => {
    const ruled = await standing();
    expect(ruled).toMatchObject({ 'SO-1': ['ben 100%'], 'SO-2': ['ben 100%'], 'SO-5': ['ana 100%'] });
    expect(ruled).toMatchObject({ 'SO-8': ['ben 100%'], 'SO-9': ['ben 100%'] });
    expect(ruled).toMatchObject({ 'SO-4': ['ana 75%', 'ben 25%'], 'SO-6': [] });
    expect(await credited()).toEqual(ruled);
  });

  it('is decided again once an approval was found out, or the deal is told otherwise', async () => {
    await offers.clearings.look();
    expect(await rulings.decideAgain(ACTOR)).toEqual({ checked: QUESTIONS.length, changed: 1 });
    expect(await standing()).toMatchObject({ 'SO-3': ['ana 100%'] });
    const { id, hash } = await offers.approvals.submit(as('ana'), { deal: 'Q-15', matrix: null, seen: null });
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    await offers.approvals.decide(as('mia'), decision);
    await offers.clearings.look();
    await offers.tell(offer('Q-30', { discount: '18%', revision: 2 }));
    expect(await rulings.decideAgain(ACTOR)).toEqual({ checked: QUESTIONS.length, changed: 5 });
    const ruled = await standing();
    expect(ruled).toMatchObject({
      'SO-1': ['ana 60%', 'ben 40%'],
      'SO-2': ['ben 100%'],
      'SO-7': ['ana 60%', 'ben 40%'],
    });
    expect(await credited()).toEqual(ruled);
    const again = await rulings.decide(ACTOR, question(ORDERS[0]));
    expect(again.cause).toContainEqual({ what: 'booking.approval', before: 'missing', after: 'approved' });
  });
});
