import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { RulingsService } from '../engagement/rulings.service.js';
import { RulesService } from '../rules/rules.service.js';

const database = testDatabase();
const rules = new RulesService(database);
const api = testApi(database);
const give = importing(database);
const { service } = calculationOn(database);
const rulings = new RulingsService(database, rules);

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: line.net, is: money, means: Price }
  - { name: booking.currency, is: text, means: Currency }
  - { name: account.revenue, is: money, means: Revenue of the customer }
relations:
  - { name: booking.salesperson, gives: person, means: Seller }
  - { name: account.owner, gives: person, means: Owner }
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;
const NAMED = `      - { id: named, rules: [{ id: seller, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Named }] }
`;
const policy = (from: string, until: string, ...whens: readonly string[]): string => `kicker: 1
engagement: field-${from}
from: ${from}
until: ${until}
decisions:
  - decides: credit
    phases:
${whens.map((when, at) => `      - { id: phase-${at}, rules: [{ id: large-${at}, when: { ${when} }, credit: [{ to: account.owner, parts: 1 }], because: Large }] }\n`).join('')}${NAMED}    otherwise: { credit: house, because: Nobody is named }
`;
const PLAN = `kicker: 1
plan: seller
from: 2026-01-01
currency: EUR
calendar: company
pay-every: month
measures: [{ id: net, sum: line.net, window: month, negative: pay-back }]
incentives: [{ id: commission, flat: { base: measure.net, pays: 10% } }]
`;

async function told(kind: string, ...rows: readonly string[]): Promise<void> {
  const catalogue = await database.reading(ACTOR, (tx) => rules.catalogueNow(tx));
  const { rejections } = await give(kind, [...rows, ''].join('\n'), { catalogue });
  expect(rejections).toEqual([]);
}

beforeAll(async () => {
  const texts = [
    FACTS,
    policy('2026-01-01', '2026-02-01', 'line.net: ">= 50,000 USD"'),
    policy('2026-02-01', '2026-03-01', 'account.revenue: ">= 1,000,000 USD"'),
    policy(
      '2026-03-01',
      '2026-04-01',
      'booking.currency: USD, line.net: ">= 50,000 USD"',
      'booking.currency: EUR, line.net: ">= 45,000 EUR"',
    ),
    policy('2026-04-01', '2026-05-01', 'line.net: ">= 50,000 USD"').replace(
      'phases:\n',
      `phases:\n${NAMED.replace('named', 'first').replace('seller', 'first-seller')}`,
    ),
    PLAN,
  ];
  const files = texts.map((text, at) => ({ path: `${at}.yaml`, text }));
  const { position, findings } = await rules.publish(ACTOR, files, 'signed');
  expect([position === null, findings.filter(({ severity }) => severity === 'error')]).toEqual([false, []]);
  await told('participants', 'participant,name', 'ana,Ana', 'ben,Ben');
  await told('assignments', 'participant,plan,from', 'ana,seller,2026-01-01', 'ben,seller,2026-01-01');
  await told(
    'accounts',
    'account,name,owner,account.revenue',
    'acme,Acme,ben,2000000 EUR',
    'zeta,Zeta,ben,2000000 USD',
  );
  await told(
    'bookings',
    'booking,date,currency,net,salesperson,account',
    'B1,2026-01-10,EUR,60000,ana,acme',
    'B2,2026-02-10,EUR,60000,ana,acme',
    'B3,2026-02-11,EUR,60000,ana,zeta',
    'B4,2026-03-10,EUR,60000,ana,acme',
    'B5,2026-04-10,EUR,60000,ana,acme',
  );
  await service.calculate(ACTOR);
}, 60_000);

interface Shown {
  credits: { participantId: string }[];
  ruling: { rule: string | null; because: string; exceptions: { code: string; reason: string }[] }[];
}

/** What pay, its explanation and a ruling say of a booking: the one credited, or why nobody is. */
async function said(id: string, day: string): Promise<readonly (string | null)[]> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { credits { participantId } ruling { rule because exceptions { code reason } } } }`;
  const { credits, ruling } = (await api.ask<{ booking: Shown }>(text, { id })).booking;
  const [only] = ruling;
  const answer = await rulings.decide(ACTOR, {
    kind: 'booking',
    subject: `crm/${id}/1`,
    decision: 'credit',
    day,
  });
  const [queued] = only?.exceptions ?? [];
  return [
    queued ? `${queued.code}: ${queued.reason}` : (credits[0]?.participantId ?? null),
    only?.rule ?? only?.because ?? null,
    answer.exception === null ? (answer.gives[0]?.output ?? null) : `${answer.exception}: ${answer.because}`,
  ];
}

describe('amounts in another currency than the policy tests', () => {
  const WHY = 'Its amounts are in EUR, and the policy tests amounts in USD.';
  const refused = [`CURRENCY: ${WHY}`, WHY, `NOT_A_VALUE: ${WHY}`];

  it('credit nobody, and wait for somebody to look, as the ruling says', async () => {
    expect(await said('B1', '2026-01-10')).toEqual(refused);
  });

  it('are told of what is stored of the account as well', async () => {
    expect(await said('B2', '2026-02-10')).toEqual(refused);
    expect(await said('B3', '2026-02-11')).toEqual(['ben', 'large-0', 'ben']);
  });

  it('are tested where the policy tests amounts in theirs as well', async () => {
    expect(await said('B4', '2026-03-10')).toEqual(['ben', 'large-1', 'ben']);
  });

  it('are no matter to phases that are never asked, because one before them answers', async () => {
    expect(await said('B5', '2026-04-10')).toEqual(['ana', 'first-seller', 'ana']);
  });
});
