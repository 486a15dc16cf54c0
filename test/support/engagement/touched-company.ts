import type { DecisionSubject } from '../../../src/engine/rulebook/parts/decision.js';
import type { SourceFile } from '../../../src/modules/rules/documents/placed-finding.js';
import type { Question } from '../../../src/modules/engagement/rulings.service.js';
import type { SubjectKind } from '../../../src/modules/engagement/what-if.service.js';

const CATALOGUE = `kicker: 1
facts: company
time-zone: UTC
units: [booking, account, registration]
fields:
  - { name: booking.account, is: text, means: Account }
  - { name: booking.approval, is: one-of, values: [approved, not-needed, missing], means: Approval }
  - { name: booking.changes, is: text, means: What it changes }
  - { name: booking.opportunity, is: text, means: What it closes }
  - { name: booking.territory, is: text, means: Territory }
  - { name: line.net, is: money, means: Price }
  - { name: original.date, is: date, means: Day of what it changes }
  - { name: account.first-booking-date, is: date, means: First booking }
  - { name: account.previous-booking-date, is: date, means: Booking before }
  - { name: account.earlier-bookings, is: count, unit: booking, means: Bookings before }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }
  - { name: account.named, is: one-of, values: [named, ordinary], means: Whether it is named }
  - { name: account.grade, is: text, means: Grade }
  - { name: account.last-activity, is: date, means: Last activity }
  - { name: opportunity.stage, is: text, means: Stage }
  - { name: opportunity.stage-at-transfer, is: text, means: Stage then }
  - { name: opportunity.last-engagement, is: date, means: Last engagement }
  - { name: registration.earlier-approved, is: count, unit: registration, means: Approved before }
  - { name: registration.last-activity, is: date, means: Last activity }
  - { name: registration.partner, is: text, means: Partner }
  - { name: lead.stage, is: text, means: Stage }
  - { name: lead.last-activity, is: date, means: Last activity }
  - { name: request.reason, is: text, means: Why }
  - { name: transfer.date, is: date, means: Day of the transfer }
  - { name: book.accounts, is: count, unit: account, means: Accounts }
  - { name: deal.terms, is: text, means: Terms }
  - { name: participant.region, is: text, means: Region }
relations:
  - { name: booking.salesperson, gives: person, means: Seller }
  - { name: account.owner, gives: person, means: Owner }
  - { name: account.named-owner, gives: person, means: For whom it is named }
  - { name: account.parent-owner, gives: person, means: Owner of the top }
  - { name: account.previous-owner, gives: person, means: Who owned it before }
  - { name: opportunity.seller, gives: person, means: Who sells it }
  - { name: lead.owner, gives: person, means: Whose it is }
  - { name: request.by, gives: person, means: Who asked }
  - { name: territory.holders, gives: people, means: Holders }
  - { name: territory.group-manager, gives: person, means: Head }
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;

const COUNTED: Readonly<Record<string, string>> = {
  'account.earlier-bookings': 'count, unit: booking',
  'registration.earlier-approved': 'count, unit: registration',
  'book.accounts': 'count, unit: account',
};

const OF_ACCOUNT =
  'owner parent-owner previous-owner named-owner named segment grade last-activity first-booking-date previous-booking-date earlier-bookings'
    .split(' ')
    .map((name) => `account.${name}`);
const OF_OPPORTUNITY = ['seller', 'stage', 'stage-at-transfer', 'last-engagement'].map(
  (name) => `opportunity.${name}`,
);
const OF_REQUEST = ['request.reason', 'request.by', 'transfer.date'];

/** Which facts are told of what, one decision for each. */
const ASKED: readonly (readonly [
  decides: DecisionSubject,
  kinds: readonly SubjectKind[],
  facts: readonly string[],
])[] = [
  ['owner', ['account', 'opportunity', 'request'], [...OF_ACCOUNT, 'participant.region']],
  ['transfer', ['opportunity', 'request', 'account'], [...OF_OPPORTUNITY, ...OF_REQUEST]],
  [
    'registration',
    ['registration'],
    [
      'registration.earlier-approved',
      'registration.last-activity',
      'registration.partner',
      'opportunity.stage',
      'account.owner',
      'account.grade',
    ],
  ],
  [
    'lead',
    ['lead'],
    ['lead.stage', 'lead.last-activity', 'lead.owner', 'account.parent-owner', 'account.grade'],
  ],
  ['book', ['book'], ['book.accounts']],
  [
    'dispute',
    ['booking'],
    [
      'booking.approval',
      ...OF_OPPORTUNITY,
      'account.previous-owner',
      'account.last-activity',
      'account.earlier-bookings',
    ],
  ],
];

const idOf = (decides: string, fact: string): string => `${decides}-${fact.replace('.', '-')}`;

function typeOf(fact: string): string {
  const line = CATALOGUE.split('\n').find((each) => each.includes(`name: ${fact},`)) ?? '';
  if (line.includes('gives:')) return 'person';
  return COUNTED[fact] ?? /is: ([^,]+(?:, values: \[[^\]]*\])?)/.exec(line)?.[1] ?? 'text';
}

const decisions = ASKED.flatMap(([decides, , facts]) =>
  facts.map(
    (fact) => `  - id: ${idOf(decides, fact)}
    decides: ${decides}
    outputs: [{ id: found, is: ${typeOf(fact)} }]
    phases: [{ id: known, rules: [{ id: known, when: { ${fact}: known }, gives: { found: ${fact} }, because: It is known }] }]
    otherwise: { gives: { found: nothing }, because: It is not known }
`,
  ),
);

const CREDIT = `  - decides: credit
    phases:
      - { id: deal, rules: [{ id: deal, when: { booking.approval: missing }, credit: [{ to: booking.salesperson, parts: 1 }], because: The deal lacks its approval }] }
      - { id: terms, rules: [{ id: terms, when: { deal.terms: long }, credit: [{ to: booking.salesperson, parts: 1 }], because: Long terms }] }
      - { id: asked, rules: [{ id: asked, when: { request.reason: x, request.by: known }, credit: [{ to: request.by, parts: 1 }], because: Who asked }] }
      - { id: change, rules: [{ id: change, when: { original.date: "< 2026-02-10", territory.group-manager: known }, credit: [{ to: territory.group-manager, parts: 1 }], because: Of another }] }
      - { id: won, rules: [{ id: won, when: { opportunity.stage: won }, credit: [{ to: opportunity.seller, parts: 1 }], because: Who won it }] }
      - { id: top, rules: [{ id: top, when: { account.earlier-bookings: ">= 2 bookings", account.parent-owner: known }, credit: [{ to: account.parent-owner, parts: 1 }], because: Goes by the top }] }
      - { id: named, rules: [{ id: named, when: { account.named: named }, credit: [{ to: account.named-owner, parts: 1 }], because: Named }] }
      - { id: owner, rules: [{ id: owner, when: { account.owner: known }, credit: [{ to: account.owner, parts: 1 }], because: Owner }] }
      - { id: before, rules: [{ id: before, when: { account.previous-owner: known }, credit: [{ to: account.previous-owner, parts: 1 }], because: Owner before }] }
      - { id: place, rules: [{ id: place, when: { territory.holders: known }, credit: [{ to: territory.holders, parts: equal }], because: Territory }] }
    otherwise: { credit: house, because: Nobody }
`;

/** A catalogue and a policy by which every fact of what is stored is told by a decision of its own, and credit by many. */
export const TOUCHED_RULES: readonly SourceFile[] = [
  { path: 'facts.yaml', text: CATALOGUE },
  {
    path: 'policy.yaml',
    text: `kicker: 1\nengagement: field\nfrom: 2026-01-01\ndecisions:\n${decisions.join('')}${CREDIT}`,
  },
];

/** Ids of what is told of, by kind; each of a few, so that much of it is linked. */
export const POOL = {
  account: ['a1', 'a2', 'a3', 'a4'],
  opportunity: ['o1', 'o2', 'o3'],
  registration: ['r1', 'r2'],
  lead: ['l1', 'l2'],
  request: ['q1', 'q2'],
  book: ['k1', 'k2'],
  booking: ['crm/b1/1', 'crm/b2/1', 'crm/b3/1', 'crm/b4/1'],
} as const;

const DAYS = ['2026-02-10', '2026-03-10'] as const;

/** Every question that may be asked of them. */
export const TOUCHED_QUESTIONS: readonly Question[] = [
  ...ASKED.flatMap(([decides, kinds, facts]) =>
    kinds.flatMap((kind) => facts.map((fact) => [idOf(decides, fact), kind] as const)),
  ),
  ['credit', 'booking'] as const,
].flatMap(([decision, kind]) =>
  (POOL[kind as keyof typeof POOL] as readonly string[]).flatMap((subject) =>
    DAYS.map((day) => ({ kind, subject, decision, day })),
  ),
);

/** What is told first, so that most of what is told later may be. */
export const TOUCHED_FIRST: readonly (readonly [kind: string, text: string])[] = [
  ['participants', 'participant,name,participant.region\nana,Ana,north\nben,Ben,south\ncho,Cho,\n'],
  ['territories', 'territory,name,group\nt1,T,g1\nt2,T,g2\n'],
  [
    'accounts',
    'account,name,owner,parent,account.grade\na1,A,ana,,x\na2,A,ben,a1,\na3,A,,a2,y\na4,A,cho,,x\n',
  ],
  ['deals', 'deal,currency,offered\nd1,USD,2026-01-20\nd2,USD,2026-02-05\n'],
  [
    'opportunities',
    'opportunity,account,seller,created\no1,a1,ana,2026-01-02\no2,a3,ben,2026-01-02\no3,a4,cho,2026-01-02\n',
  ],
  [
    'registrations',
    'registration,partner,opportunity,account,filed\nr1,p-1,o1,a1,2026-01-20\nr2,p-2,o1,a2,2026-01-20\n',
  ],
  ['leads', 'lead,owner,account,received\nl1,ana,a1,2026-01-20\nl2,ben,a3,2026-01-20\n'],
  ['requests', 'request,opportunity,account,asked\nq1,o1,a1,2026-01-20\nq2,,a3,2026-01-20\n'],
  ['books', 'book,owner\nk1,ana\nk2,ben\n'],
  [
    'bookings',
    `booking,line,date,currency,net,salesperson,territory,account,changes,booking.opportunity
b1,1,2026-01-20,USD,10,ana,t1,a1,,o1
b2,1,2026-02-05,USD,10,ana,t2,a3,b1,
b3,1,2026-02-20,USD,10,ben,t1,a4,,o3
b4,1,2026-03-05,USD,10,cho,t2,a1,b3,
`,
  ],
];
