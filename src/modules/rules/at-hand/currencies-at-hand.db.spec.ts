import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { benchText } from '../../../../test/support/rules/versions.js';
import { RulesService } from '../rules.service.js';
import { VersionsService } from '../versions.service.js';

const database = testDatabase();
const admin = seeingAll('ana');
const importFile = importing(database);
const versions = new VersionsService(database);
const CATALOGUE = benchText('facts').replace(
  'attributes:',
  'attributes:\n  - { name: attribute.pay-currency, is: text, means: Currency that the person is paid in }',
);

async function give(kind: string, text: string): Promise<void> {
  const catalogue = await database.inTransaction(admin, (tx) => new RulesService(database).catalogueNow(tx));
  const { rejections } = await importFile(kind, text, { catalogue });
  expect(rejections).toEqual([]);
}

/** What is told of a plan in dollars that says this of currencies. */
async function told(name: string, fx: string): Promise<string[]> {
  const source = `kicker: 1
plan: ${name}
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures: [{ id: sales, sum: line.net, window: quarter, negative: carry-measure }]
incentives: [{ id: commission, source: §1, flat: { base: measure.sales, pays: 5% } }]
${fx}`;
  const { findings } = await versions.judge(admin, { kind: 'plan', name, source, test: null });
  return findings
    .filter(({ code }) => code !== 'UNUSED')
    .map(({ code, line, message }) => `${code} ${line} ${message}`);
}

beforeAll(async () => {
  const files = [
    { path: 'facts.yaml', text: CATALOGUE },
    { path: 'engagement.yaml', text: benchText('engagement') },
  ];
  const { position, findings } = await new RulesService(database).publish(admin, files);
  if (position === null) throw new Error(findings.map(({ message }) => message).join(' '));
  await give('participants', 'participant,name,pay_currency\np-1,Ana,\np-2,Ben,GBP\np-3,Cho,USD\n');
  const seats = ['p-1,INR,2026-01-01,', 'p-2,,2026-01-01,', 'p-3,,2026-01-01,', 'p-3,,2020-01-01,2021-01-01'];
  const rows = seats
    .map((seat) => seat.split(','))
    .map(([who, pays, from, until]) => [who, 'seller', pays, from, until].join());
  await give('assignments', ['participant,plan,attribute.pay-currency,from,until', ...rows, ''].join('\n'));
  await give('bookings', 'booking,date,currency,net,salesperson\nA,2026-01-10,USD,100,p-1\n');
  await give(
    'fx-rates',
    'set,from_currency,to_currency,date,rate\nmarket,EUR,USD,2026-01-01,1.1\nmarket,USD,INR,2026-01-01,83\n',
  );
});

const PAID = ['GBP', 'INR'].map(
  (currency) =>
    `PAY_CURRENCY 4 One person on seller is paid in ${currency} from 2026-01-01 on, and the plan pays in USD.`,
);

describe('currencies and the data at hand', () => {
  it('name who is paid in another currency than the plan, by the assignment or of their own', async () => {
    expect(await told('seller', '')).toEqual(PAID);
    expect(await told('nobody-is-on-it', '')).toEqual([]);
  });

  it('are quiet where pay is converted by a set that is there', async () => {
    const credit = 'credit: { rates: market, date: booking-date }';
    expect(await told('seller', `fx: { ${credit}, pay: { rates: market, date: end-of-month } }\n`)).toEqual(
      [],
    );
  });

  it('miss a set that nobody handed in, and rates the other way round', async () => {
    expect(await told('seller', 'fx: { pay: { rates: treasury, date: end-of-month } }\n')).toEqual([
      'NO_RATES 9 Nobody has handed in a set of rates treasury, so nothing can be converted by it.',
    ]);
    const inEuros = 'fx: { credit: { rates: market, date: booking-date } }\n';
    expect(await told('seller', inEuros)).toEqual(PAID);
    await give('fx-rates', 'set,from_currency,to_currency,date,rate\nday,USD,EUR,2026-01-01,0.9\n');
    expect(await told('seller', 'fx: { credit: { rates: day, date: booking-date } }\n')).toEqual([
      ...PAID,
      'NO_RATES 9 The set of rates day has no rate to USD; a rate the other way round is not turned.',
    ]);
  });
});
