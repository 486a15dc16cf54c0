import { expect } from '@jest/globals';
import { importing, type Given } from '../importing.js';
import { ACTOR } from '../small-company.js';
import type { ImportReport } from '../../../src/modules/bookings/import.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { Database } from '../../../src/platform/database/database.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
units: [account]
fields:
  - { name: line.net, is: money, means: Price }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment on the booking date }
  - { name: account.named, is: one-of, values: [named, ordinary], means: Whether it is named }
relations:
  - { name: account.owner, gives: person, means: Who owned the account on the booking date }
  - { name: account.named-owner, gives: person, means: For whom it is named }
  - { name: account.parent-owner, gives: person, means: Owner of the top of the hierarchy }
  - { name: account.previous-owner, gives: person, means: Who owned it before }
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;
const ENGAGEMENT = `kicker: 1
engagement: field
from: 2026-01-01
decisions:
  - decides: credit
    phases:
      - { id: named, rules: [{ id: named, when: { account.named: named }, credit: [{ to: account.named-owner, parts: 1 }], because: Named }] }
      - { id: large, rules: [{ id: large, when: { account.segment: enterprise, account.parent-owner: known }, credit: [{ to: account.parent-owner, parts: 1 }], because: Enterprise goes by the top }] }
      - { id: owned, rules: [{ id: owned, when: { account.owner: known }, credit: [{ to: account.owner, parts: 1 }], because: Owner on the day }] }
    otherwise: { credit: house, because: Nobody owns it }
`;
const PLAN = `kicker: 1
plan: seller
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures: [{ id: net, sum: line.net, window: month, negative: pay-back }]
incentives: [{ id: commission, flat: { base: measure.net, pays: 10% } }]
`;

/** What the rules of such a company say beside what they always do. */
interface OwnedRules {
  /** Lines of the catalogue of facts. */
  readonly facts: string;
  readonly more: readonly string[];
  /** A line of the engagement policy. */
  readonly backfill: string;
  /** To whom the policy credits, each where it is known, in this order; what it always says where none is named. */
  readonly policy: readonly string[];
  /** Time zone of the company. */
  readonly zone: string;
}

function creditingBy(relations: readonly string[]): string {
  const phases = relations.map((to, nth) => {
    const rule = `{ id: r${nth}, when: { ${to}: known }, credit: [{ to: ${to}, parts: 1 }], because: By ${to} }`;
    return `      - { id: p${nth}, rules: [${rule}] }\n`;
  });
  const [before = '', after = ''] = [
    ENGAGEMENT.split('      - ')[0],
    ENGAGEMENT.slice(ENGAGEMENT.indexOf('    otherwise')),
  ];
  return `${before}${phases.join('')}${after}`;
}

/** Publishes the rules of a company that credits bookings by who owns their accounts. */
export async function publishOwned(
  database: Database,
  { facts = '', more = [], backfill = '', policy = [], zone = 'UTC' }: Partial<OwnedRules> = {},
): Promise<void> {
  const catalogue = FACTS.replace('relations:', `${facts}relations:`).replace('UTC', zone);
  const engagement = (policy.length === 0 ? ENGAGEMENT : creditingBy(policy)).replace(
    'decisions:',
    `${backfill}decisions:`,
  );
  const files = [catalogue, engagement, PLAN, ...more].map((text, place) => ({
    path: `${place}.yaml`,
    text,
  }));
  const { position, findings } = await new RulesService(database).publish(ACTOR, files, 'signed');
  expect([position, findings.filter(({ severity }) => severity === 'error')]).toEqual([
    expect.anything(),
    [],
  ]);
}

/** Files in which ana and ben sell on one plan, and ana owns the accounts acme and its parent. */
export const OWNED: readonly (readonly [kind: string, ...rows: readonly string[]])[] = [
  ['participants', 'participant,name', 'ana,Ana', 'ben,Ben', 'cho,Cho'],
  [
    'assignments',
    'participant,plan,from',
    'ana,seller,2026-01-01',
    'ben,seller,2026-01-01',
    'cho,seller,2026-01-01',
  ],
  ['accounts', 'account,name,owner,segment,parent', 'group,Group,ana,smb,', 'acme,Acme,ana,smb,group'],
];

/** Imports rows, and gives the report. */
export async function give(
  database: Database,
  [kind, ...rows]: readonly [kind: string, ...rows: readonly string[]],
  given: Given = {},
): Promise<ImportReport> {
  const catalogue = await database.reading(ACTOR, (tx) => new RulesService(database).catalogueNow(tx));
  return await importing(database)(kind, [...rows, ''].join('\n'), { catalogue, ...given });
}
