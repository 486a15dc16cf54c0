import { beforeAll, describe, expect, it } from '@jest/globals';
import { Holdovers } from '../../../../test/support/engagement/holdovers.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR } from '../../../../test/support/small-company.js';

const database = testDatabase();
const holdovers = new Holdovers(database);
const { changes } = calculationOn(database);

/** Opportunities that differ in every way by which a holdover may come out otherwise, and what is booked on days about the end of it. */
const ACCOUNTS = ['acme', 'beta', ''];
const STAGES = [[], ['2025-03-01 5'], ['2025-03-01 5', '2025-03-30 2'], ['2025-03-01 2', '2025-03-31 6']];
const REQUESTS = [
  [],
  ['2025-04-02 2025-03-30 '],
  ['2025-04-02 2025-03-30 ', '2025-04-02  agreed'],
  ['2025-04-02 2025-03-30 ', '2025-05-02 2025-03-31 agreed'],
];
const DAYS = ['2025-04-01', '2025-04-02', '2025-06-27', '2025-06-28'];

const opportunities = STAGES.flatMap((stages, s) =>
  REQUESTS.map((requests, r) => ({
    id: `O-${s}${r}`,
    account: ACCOUNTS[(s + r) % 3] ?? '',
    stages,
    requests,
    former: (s + r) % 4 === 3 ? '' : 'dan',
  })),
);

function files(): Readonly<Record<string, string>> {
  const stages = opportunities.flatMap(({ id, stages: all }) =>
    all.map((each) => `${id},${each.replace(' ', ',')}\n`),
  );
  const asked = opportunities.flatMap(({ id, requests }) =>
    requests.map((each, nth) => `Q-${id}-${nth},${id},,${each.replaceAll(' ', ',')}\n`),
  );
  const booked = opportunities.flatMap(({ id, account }) =>
    DAYS.map((day, nth) => `B-${id}-${nth},${day},USD,100,${nth === 2 ? 'acme' : account},${id},,\n`),
  );
  return {
    opportunities: `opportunity,account,opportunity.previous-owner\n${opportunities.map(({ id, account, former }) => `${id},${account},${former}\n`).join('')}`,
    stages: `opportunity,date,stage\n${stages.join('')}`,
    requests: `request,opportunity,account,asked,transfer.date,transfer.holdover\n${asked.join('')}Q-acme,,acme,2025-04-01,2025-03-29,agreed\n`,
    bookings: `booking,date,currency,net,account,booking.opportunity,transfer.date,opportunity.stage-at-transfer\n${booked.join('')}B-own,2025-06-27,USD,100,acme,O-01,2025-03-30,6\nB-none,2025-04-03,USD,100,acme,,,\nB-unknown,2025-04-03,USD,100,beta,O-99,,\n`,
  };
}

beforeAll(async () => {
  await holdovers.tell();
  for (const [kind, text] of Object.entries(files())) await holdovers.give(kind, text);
}, 60_000);

describe('a booking that names its opportunity', () => {
  it('pays whom a ruling on it names, whatever is stored of the opportunity and its requests', async () => {
    const paid = await holdovers.credited();
    expect(paid).toMatchObject({
      'B-O-11-0': [],
      'B-O-11-2': ['dan 100%'],
      'B-O-11-3': [],
      'B-own': ['dan 100%'],
      'B-none': ['nia 100%'],
      'B-unknown': ['eve 100%'],
    });
    const people = new Set(Object.values(paid).flat());
    expect([...people].sort()).toEqual(['dan 100%', 'eve 100%', 'nia 100%']);
    expect(await holdovers.ruled()).toEqual(paid);
  }, 60_000);

  it('is told by the rule that paid it', async () => {
    const explained = await holdovers.explained();
    expect(explained).toMatchObject({ 'B-O-11-2': 'holdover', 'B-O-11-3': undefined, 'B-own': 'holdover' });
  });

  it.each([
    ['stage', 'stages', 'opportunity,date,stage\nO-01,2025-03-02,5\n', 'B-O-01-2', ['dan 100%']],
    [
      'request',
      'requests',
      'request,opportunity,asked,transfer.date\nQ-new,O-10,2025-04-02,2025-03-30\n',
      'B-O-10-1',
      ['dan 100%'],
    ],
    [
      'opportunity',
      'opportunities',
      'opportunity,account,opportunity.previous-owner,revision\nO-11,,eve,2\n',
      'B-O-11-2',
      ['eve 100%'],
    ],
  ])(
    'is stale once a %s is told, and paid by it',
    async (kind, file, text, booking, expected) => {
      await holdovers.give(file, text);
      const { stale, changed } = await changes.staleness(ACTOR);
      expect([stale, changed]).toEqual([true, { [kind]: 1 }]);
      const paid = await holdovers.credited();
      expect(paid[booking]).toEqual(expected);
      expect(await holdovers.ruled()).toEqual(paid);
    },
    60_000,
  );
});
