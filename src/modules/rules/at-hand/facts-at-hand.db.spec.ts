import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { benchText } from '../../../../test/support/rules/versions.js';
import type { FactsAtHand } from '../../../engine/rulebook/checks/check-filled.js';
import { BUILT_IN_FACTS, BUILT_IN_RELATIONS } from '../../../engine/rulebook/built-in-facts.js';
import { RulesService } from '../rules.service.js';
import { VersionsService } from '../versions.service.js';
import { lastPosition } from '../publication/read-publications.js';
import { factsAtHand } from './facts-at-hand.js';

const database = testDatabase();
const admin = seeingAll('ana');
const importFile = importing(database);
/** Imports a file as the published catalogue types it. */
async function give(kind: string, text: string): Promise<void> {
  const catalogue = await database.inTransaction(admin, (tx) => new RulesService(database).catalogueNow(tx));
  await importFile(kind, text, { catalogue });
}

const CATALOGUE = benchText('facts')
  .replace(
    'fields:',
    `units: [booking]
fields:
  - { name: booking.product-line, is: text, means: Product line }
  - { name: booking.channel, is: text, means: Channel }
  - { name: booking.territory, is: text, means: Territory }
  - { name: account.segment, is: text, means: Segment }
  - { name: account.tier, is: text, means: Tier }
  - { name: participant.role, is: text, means: Role }
  - { name: participant.region, is: text, means: Region }
  - { name: assignment.start, is: date, means: First day }
  - { name: assignment.end, is: date, means: Last day }
  - { name: booking.changes, is: text, means: Booking it changes }
  - { name: account.first-booking-date, is: date, means: First booking }
  - { name: account.previous-booking-date, is: date, means: Booking before }
  - { name: account.earlier-bookings, is: count, unit: booking, means: Bookings before }
  - { name: original.date, is: date, means: Date of the booking it changes }
  - { name: original.net, is: money, means: Net of the booking it changes }`,
  )
  .replace(
    'attributes:',
    'attributes:\n  - { name: attribute.rate, is: percent, means: Rate }\n  - { name: attribute.pay-currency, is: text, means: Paid in }',
  )
  .replace(
    'relations:',
    `relations:
  - { name: account.owner, gives: person, means: Owner }
  - { name: territory.holders, gives: people, means: Holders }`,
  );

/** What Kicker works out of other records: no import can give it. */
const OWN = [
  'assignment.start',
  'assignment.end',
  'account.first-booking-date',
  'account.previous-booking-date',
  'account.earlier-bookings',
  'original.date',
  'original.net',
];

/** A plan that adds up what passes a condition and pays a rate of the assignment. */
function plan(condition: string): string {
  return [
    'kicker: 1',
    'plan: cloud',
    'from: 2026-01-01',
    'currency: USD',
    'calendar: company',
    'pay-every: quarter',
    'measures:',
    `  - { id: sales, sum: line.net, when: ${condition}, window: quarter, negative: carry-measure }`,
    'incentives:',
    '  - { id: commission, source: §1, flat: { base: measure.sales, grain: line, pays: 5% } }',
    '',
  ].join('\n');
}

const versions = new VersionsService(database);

async function warned(condition: string, actor = admin): Promise<string[]> {
  const source = plan(condition);
  const { findings } = await versions.judge(actor, { kind: 'plan', name: 'cloud', source, test: null });
  return findings.map(({ code, line, column, message }) => `${code} ${line}:${column} ${message}`);
}

async function atHand(asked: Record<string, string[]>): Promise<FactsAtHand | null> {
  const names = new Map(Object.entries(asked).map(([name, texts]) => [name, new Set(texts)]));
  return await database.reading(admin, async (tx) => factsAtHand(tx, await lastPosition(tx), names));
}

const filled = async (...names: string[]): Promise<string[]> => {
  const found = await atHand(Object.fromEntries(names.map((name) => [name, []])));
  return names.filter((name) => found?.filled.has(name));
};

beforeAll(async () => {
  const files = [
    { path: 'facts.yaml', text: CATALOGUE },
    { path: 'engagement.yaml', text: benchText('engagement') },
  ];
  const { position, findings } = await new RulesService(database).publish(admin, files);
  if (position === null) throw new Error(findings.map(({ message }) => message).join(' '));
});

describe('facts at hand', () => {
  it('are not asked for before there are bookings', async () => {
    expect(await atHand({ 'booking.product-line': [] })).toBeNull();
    expect(await warned('{ booking.product-line: cloud }')).toEqual([]);
  });

  describe('with bookings', () => {
    beforeAll(async () => {
      await give('participants', 'participant,name,participant.region\np-1,Ana,north\n');
      await give('territories', 'territory,name\nt-1,North\n');
      await give('accounts', 'account,name,owner,account.tier\na-1,Acme,p-1,\n');
      await give(
        'assignments',
        'participant,plan,from,participant.role,attribute.rate\np-1,cloud,2026-01-01,seller,\n',
      );
      await give(
        'quotas',
        'participant,attribute,amount,unit,from,until\np-1,attribute.quota,5,USD,2026-01-01,2026-04-01\n',
      );
      await give(
        'bookings',
        [
          'booking,date,currency,net,salesperson,territory,account,booking.type,booking.channel',
          'B-1,2026-01-05,USD,100,p-1,,a-1,new,direct',
          'B-2,2026-01-06,USD,100,,t-1,,renewal,partner',
          '',
        ].join('\n'),
      );
    });

    it('are those of the columns and attributes of lines, accounts and people', async () => {
      const has = ['line.net', 'booking.date', 'booking.currency', 'booking.type', 'booking.channel'];
      const people = ['booking.salesperson', 'booking.territory', 'account.owner'];
      const own = ['participant.role', 'participant.region', 'attribute.quota'];
      const none = [
        'booking.product-line',
        'account.segment',
        'account.tier',
        'territory.holders',
        'participant.manager',
        'attribute.rate',
      ];
      expect(await filled(...has, ...people, ...own, ...none)).toEqual([...has, ...people, ...own]);
    });

    it('are those that Kicker finds by itself, whatever was imported', async () => {
      expect(await filled(...OWN)).toEqual(OWN);
      const tests = OWN.map((name) => `${name}: known`).join(', ');
      expect(await warned(`{ ${tests} }`)).toEqual([]);
    });

    it('are warned of where no booking changes another, and not where one does', async () => {
      expect(await warned('{ booking.changes: B-1 }')).toEqual([
        expect.stringMatching(/^FACT_NEVER_FILLED .* No booking in the data at hand has booking\.changes/),
      ]);
      await give('bookings', 'booking,date,currency,net,changes\nB-9,2026-02-03,USD,-1,B-1\n');
      expect(await warned('{ booking.changes: B-1 }')).toEqual([]);
      expect(await warned('{ booking.changes: B-2 }')).toEqual([
        expect.stringMatching(/^TEXT_NEVER_OCCURS .* "B-2" as booking\.changes/),
      ]);
    });

    it('are warned of where a document reads one that nothing has', async () => {
      expect(await warned('{ booking.product-line: cloud }')).toEqual([
        'FACT_NEVER_FILLED 8:41 No booking in the data at hand has booking.product-line, so this test never passes.',
      ]);
      expect(await warned('{ booking.channel: direct, account.owner: known }')).toEqual([]);
    });

    it('are warned of where a text never occurs, and the nearest is named', async () => {
      const text = plan('{ booking.channel: [direct, partnr] }');
      const { findings } = await versions.judge(admin, {
        kind: 'plan',
        name: 'cloud',
        source: text,
        test: null,
      });
      expect(findings).toMatchObject([{ code: 'TEXT_NEVER_OCCURS', remedy: 'Did you mean "partner"?' }]);
    });

    it('are warned of when a version is checked, which then is checked all the same', async () => {
      const { version } = await versions.create(admin, {
        kind: 'plan',
        name: 'cloud',
        text: plan('{ booking.product-line: cloud }'),
      });
      const { version: checked } = await versions.check(admin, { version: version.id });
      expect(checked).toMatchObject({
        state: 'checked',
        checked: { findings: [{ code: 'FACT_NEVER_FILLED', severity: 'warning' }] },
      });
    });

    it('are not asked for by who does not see all bookings', async () => {
      expect(await warned('{ booking.product-line: cloud }', { id: 'sam' })).toEqual([]);
    });

    it('are those of the latest revision', async () => {
      await give('bookings', 'booking,date,currency,net,booking.product-line\nB-3,2026-02-01,USD,1,cloud\n');
      expect(await filled('booking.product-line')).toEqual(['booking.product-line']);
      expect(await warned('{ booking.product-line: cloud }')).toEqual([]);
      await give('bookings', 'booking,date,currency,net,booking.product-line\nB-3,2026-02-01,USD,1,\n');
      expect(await filled('booking.product-line')).toEqual([]);
    });

    it('are searched for beyond the newest bookings', async () => {
      const rows = Array.from({ length: 20_001 }, (_, at) => `N-${at},2026-03-01,USD,1,online`);
      await give('bookings', `booking,date,currency,net,booking.channel\n${rows.join('\n')}\n`);
      const found = await atHand({ 'booking.channel': ['direct', 'online', 'nowhere'], 'booking.type': [] });
      expect([...(found?.filled ?? [])]).toEqual(expect.arrayContaining(['booking.type']));
      expect([...(found?.texts.get('booking.channel')?.occurring ?? [])].sort()).toEqual([
        'direct',
        'online',
      ]);
    });

    it('says nothing of texts beyond the first hundred that are missing', async () => {
      const texts = Array.from({ length: 101 }, (_, at) => `nobody-${at}`);
      const found = await atHand({ 'booking.channel': texts, 'booking.product-line': texts });
      expect(found?.texts.get('booking.channel')).toEqual({
        occurring: new Set(['online']),
        notSearched: new Set(['nobody-100']),
      });
      expect(found?.filled.has('booking.product-line')).toBe(false);
    });

    it('are all that Kicker knows of, once every column is given', async () => {
      await give(
        'participants',
        'participant,name,hired,left,pay_currency\np-2,Bo,2025-01-01,2026-12-31,EUR\n',
      );
      await give('accounts', 'account,name,owner,account.segment\na-2,Globex,p-1,smb\n');
      await give(
        'assignments',
        'participant,plan,from,participant.role,manager,attribute.pay-currency\np-2,cloud,2026-01-01,seller,p-1,USD\n',
      );
      await give('territory-holders', 'territory,participant,from\nt-1,p-1,2026-01-01\n');
      await give('territories', 'territory,name,group\nt-2,West,g-1\n');
      await give('territory-heads', 'group,participant,from\ng-1,p-1,2026-01-01\n');
      await give('deals', 'deal,seller,account,currency,offered\nD-1,p-1,a-1,USD,2026-03-05\n');
      await give('deal-lines', 'deal,line,net\nD-1,1,100\n');
      const names = [...BUILT_IN_FACTS.keys(), ...BUILT_IN_RELATIONS.keys()];
      expect(await filled(...names)).toEqual(names);
    });

    it('takes a quote in a text as it is', async () => {
      expect(
        (await atHand({ 'booking.channel': ["o'clock", "'); select 1 --"] }))?.filled.has('booking.channel'),
      ).toBe(true);
    });
  });
});
