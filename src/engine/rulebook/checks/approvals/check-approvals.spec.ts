import { conditionFrom, level, matrixOf, row, term } from '../../../../../test/support/rules/matrix.js';
import type { Finding } from '../../finding.js';
import type { ApprovalMatrix, FactCatalogue } from '../../rulebook.js';
import { checkApprovals } from './check-approvals.js';

const FACTS: FactCatalogue = {
  id: 'company',
  timeZone: 'UTC',
  units: [],
  fields: [
    { name: 'deal.discount', is: 'percent', means: 'Discount' },
    { name: 'deal.margin', is: 'percent', means: 'Margin' },
    { name: 'deal.payment-days', is: 'days', means: 'Days to pay' },
    { name: 'deal.currency', is: 'text', means: 'Currency' },
    { name: 'deal.kind', is: 'one-of', values: ['new', 'renewal'], means: 'Kind' },
    { name: 'booking.type', is: 'text', means: 'Type' },
  ],
  attributes: [],
  relations: [{ name: 'account.owner', gives: 'person', means: 'Owner' }],
  events: [],
  absences: [],
  values: [],
  calendars: [],
  fingerprint: 'facts',
};

function found(matrix: ApprovalMatrix): readonly Finding[] {
  return checkApprovals(matrix, { facts: FACTS, policies: [], plans: [], tables: [] });
}

function said(matrix: ApprovalMatrix): readonly string[] {
  return found(matrix).map(({ code, path, severity }) => `${severity} ${code} ${path}`);
}

const { levels, rows, inputs } = matrixOf();

describe('the check of an approval matrix', () => {
  it('has nothing to say of one that is right', () => {
    expect(said(matrixOf())).toEqual([]);
  });

  it.each<[string, Partial<ApprovalMatrix>, string]>([
    [
      'a row that reads what is no input',
      { inputs: inputs.filter(({ fact }) => fact !== 'deal.margin') },
      'error UNDECLARED rows.0.when',
    ],
    [
      'two people for what is no input',
      {
        inputs: inputs.filter(({ fact }) => fact !== 'deal.currency'),
        terms: { ...matrixOf().terms, overrideByTwo: conditionFrom({ 'deal.currency': 'EUR' }) },
      },
      'error UNDECLARED terms.override-by-two',
    ],
    [
      'a fact of bookings',
      { rows: [row('x', { 'booking.type': 'new' }, ['vp'])] },
      'error WRONG_SCOPE rows.0.when',
    ],
    [
      'a direction of what has no order',
      { inputs: [...inputs, term('deal.kind', 'higher')] },
      'error UNIT_MISMATCH inputs.4.worse',
    ],
    [
      'a tolerance in another unit',
      { inputs: [term('deal.discount', 'higher', '5 USD'), ...inputs.slice(1)] },
      'error UNIT_MISMATCH inputs.0.tolerance',
    ],
    ['an input twice', { inputs: [...inputs, ...inputs.slice(0, 1)] }, 'error DUPLICATE_ID inputs.4.fact'],
    ['a row twice', { rows: [...rows, ...rows.slice(0, 1)] }, 'error DUPLICATE_ID rows.5.id'],
    [
      'a level that is not there',
      { rows: [...rows, row('x', { 'deal.discount': '> 50%' }, ['cfo'])] },
      'error UNKNOWN_NAME rows.5.needs',
    ],
    [
      'the ladder up to a level outside it',
      { rows: [...rows, row('x', { 'deal.discount': '> 50%' }, { upTo: 'finance' })] },
      'error UNKNOWN_NAME rows.5.up-to',
    ],
    ['no match that needs nobody known', { noMatch: { level: 'cfo' } }, 'error UNKNOWN_NAME no-match'],
    [
      'a relation that is not declared',
      { levels: [level('manager', { approver: 'account.steward' }), ...levels.slice(1)] },
      'error UNKNOWN_RELATION levels.0.approver',
    ],
    [
      'managers of no manager',
      { levels: [level('manager', { up: 2 }), ...levels.slice(1)] },
      'error NOT_NEEDED levels.0.up',
    ],
    [
      'a time after which nothing is said',
      { levels: [level('manager', { answersWithin: { count: 1, unit: 'days' } }), ...levels.slice(1)] },
      'error UNDECLARED levels.0.answers-within',
    ],
    [
      'lateness without a time',
      { levels: [level('manager', { lateGoesTo: 'vp' }), ...levels.slice(1)] },
      'error NOT_NEEDED levels.0.late-goes-to',
    ],
    [
      'a late answer that goes down',
      {
        levels: [
          levels[0]!,
          level('director', { answersWithin: { count: 1, unit: 'days' }, lateGoesTo: 'manager' }),
          ...levels.slice(2),
        ],
      },
      'error TIER_ORDER levels.1.late-goes-to',
    ],
    [
      'levels that stand in for each other in a circle',
      {
        levels: [
          level('manager', { ifNobody: { level: 'director' } }),
          level('director', { ifNobody: { level: 'manager' } }),
          ...levels.slice(2),
        ],
      },
      'error CYCLE levels.0.if-nobody',
    ],
    [
      'two rows that match together where one may',
      {
        hit: 'unique',
        rows: [
          row('a', { 'deal.discount': '> 10%' }, ['vp']),
          row('b', { 'deal.discount': '> 20%' }, ['manager']),
        ],
      },
      'error TABLE_OVERLAP rows.1',
    ],
    [
      'a gap of a matrix that refuses what no row is about, as a warning',
      { rows: [row('a', { 'deal.discount': '> 10%' }, ['vp'])] },
      'warning TABLE_GAP rows',
    ],
  ])('tells of %s', (_, changed, wanted) => {
    expect(said(matrixOf(changed))).toContain(wanted);
  });

  it('says of a gap what a matrix may say of deals that no row is about', () => {
    const all = found(matrixOf({ rows: [row('a', { 'deal.discount': '> 10%' }, ['vp'])] }));
    const gap = all.find(({ code }) => code === 'TABLE_GAP');
    expect(`${gap?.message} ${gap?.remedy}`).toBe(
      'Where deal.discount is -90%, no row matches, and the matrix refuses that. Widen a row, or let `no-match` name the level that decides then, or `approve`. ' +
        'Leave it where such deals are to be refused.',
    );
  });
});
