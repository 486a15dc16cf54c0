import { DealReader } from '../../../src/engine/approvals/deal-reader.js';
import type { Deal } from '../../../src/engine/approvals/deal.js';
import { ReadyMatrix } from '../../../src/engine/approvals/judge-deal.js';
import type { Organisation, Parties } from '../../../src/engine/approvals/organisation.js';
import { readCondition } from '../../../src/engine/conditions/read-condition.js';
import { readOperand } from '../../../src/engine/conditions/read-operand.js';
import { fingerprintOf } from '../../../src/engine/kernel/fingerprint.js';
import { readConstant } from '../../../src/engine/kernel/quantity.js';
import type { FactValue } from '../../../src/engine/model/facts.js';
import type {
  ApprovalLevel,
  ApprovalMatrix,
  ApprovalRow,
  ApprovalTerms,
  Condition,
  JudgedTerm,
  Needs,
} from '../../../src/engine/rulebook/rulebook.js';
import { NamedValues } from '../../../src/engine/values/named-values.js';

/** A condition from its short form. */
export function conditionFrom(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}

/** A judged term. */
export function term(fact: string, worse: JudgedTerm['worse'], tolerance?: string): JudgedTerm {
  const operand = tolerance === undefined ? null : readOperand(tolerance);
  if (operand && 'fault' in operand) throw new Error(operand.fault);
  return { fact, worse, tolerance: operand };
}

/** A level that one manager above the seller, or whoever is named, decides. */
export function level(id: string, given: Partial<ApprovalLevel> = {}): ApprovalLevel {
  return {
    id,
    approver: `role.${id}`,
    up: 1,
    quorum: 'any',
    answersWithin: null,
    lateGoesTo: null,
    order: 'ladder',
    ifNobody: 'refuse',
    maySign: null,
    ...given,
  };
}

/** A row of a matrix. */
export function row(id: string, plain: unknown, needs: Needs): ApprovalRow {
  const when = conditionFrom(plain);
  return { id, when, needs, because: `Because of ${id}`, fingerprint: fingerprintOf({ when, needs }) };
}

const TERMS: ApprovalTerms = {
  samePersonTwice: 'asked-once',
  ownDeal: 'next-level',
  rollupManagers: 'may-decide',
  recall: 'allowed',
  valid: 60,
};

/** A matrix: a ladder of manager, director and vp, and finance beside it; by discount, margin and days to pay. */
export function matrixOf(given: Partial<ApprovalMatrix> & { terms?: ApprovalTerms } = {}): ApprovalMatrix {
  return {
    id: 'discounts',
    effective: { from: 0, until: null },
    fingerprint: 'discounts-1',
    inputs: [
      term('deal.discount', 'higher'),
      term('deal.margin', 'lower', '1%'),
      term('deal.payment-days', 'higher'),
      term('deal.currency', 'any-change'),
    ],
    levels: [level('manager'), level('director'), level('vp'), level('finance', { order: 'parallel' })],
    hit: 'collect',
    rows: [
      row(
        'floor',
        { 'deal.discount': '<= 10%', 'deal.margin': '>= 40%', 'deal.payment-days': '<= 30 days' },
        'none',
      ),
      row('ten', { 'deal.discount': '(10%..20%]' }, { upTo: 'manager' }),
      row('twenty', { 'deal.discount': '(20%..30%]' }, { upTo: 'director' }),
      row('thirty', { 'deal.discount': '> 30%' }, { upTo: 'vp' }),
      row('thin', { any: [{ 'deal.margin': '< 40%' }, { 'deal.payment-days': '> 30 days' }] }, ['finance']),
    ],
    noMatch: 'refuse',
    terms: TERMS,
    ...given,
  };
}

/** Judges by a matrix; values and sellers have no part in it. */
export function readyMatrix(matrix: ApprovalMatrix): ReadyMatrix {
  return new ReadyMatrix(matrix, new DealReader(new NamedValues([], []), () => undefined));
}

/** A deal of a seller in USD, with facts as they are written. */
export function deal(facts: Readonly<Record<string, string>>, given: Partial<Deal> = {}): Deal {
  const values = new Map<string, FactValue>([['deal.currency', 'USD']]);
  for (const [name, text] of Object.entries(facts)) {
    const read = readConstant(text);
    values.set(name, 'quantity' in read ? read.quantity.value : text);
  }
  return { id: 'D', date: 100, currency: 'USD', seller: 'ana', facts: values, lines: [], ...given };
}

export const TAKES_PART: Parties = {
  submitter: 'ana',
  seller: 'ana',
  editors: [],
  beneficiaries: [],
  rollup: [],
};

/** An organisation in which one person has each role, named like it. */
export function organisation(given: Partial<Organisation> = {}): Organisation {
  return {
    managerOf: (person) => (person === 'ana' ? 'manager' : null),
    peopleInRole: (role) => [role],
    peopleInGroup: () => [],
    related: () => [],
    isActive: () => true,
    isAway: () => false,
    delegatesOf: () => [],
    grantedOwnRight: () => false,
    ...given,
  };
}
