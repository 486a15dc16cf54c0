import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { errorAt, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  AnswerTime,
  ApprovalHit,
  ApprovalLevel,
  ApprovalMatrix,
  ApprovalRow,
  ApprovalTerms,
  Needs,
  Quorum,
  Worse,
} from '../../../../engine/rulebook/parts/approvals.js';
import { conditionOf, daysOf, operandOf, periodOf } from '../read/operand.js';
import { partsOfTime } from './approval-forms.js';
import type {
  ApprovalLevelInput,
  ApprovalRowInput,
  ApprovalsInput,
  ApprovalTermsInput,
} from './approvals.input.js';

/** Reads a version of an approval matrix; reasons are part of its fingerprint, because people decide by them. */
export function readApprovals(input: ApprovalsInput, findings: Finding[]): ApprovalMatrix {
  const decides = {
    id: input.approvals,
    effective: periodOf(input),
    inputs: input.inputs.map(({ fact, worse, tolerance }) => ({
      fact,
      worse: worse as Worse,
      tolerance: tolerance === undefined ? null : operandOf(tolerance),
    })),
    levels: input.levels.map(readLevel),
    hit: input.hit as ApprovalHit,
    rows: input.rows.map((row, index) => readRow(row, `rows.${index}`, findings)),
    noMatch: wordOrLevel(input.noMatch, 'approve', 'refuse'),
    terms: readTerms(input.terms),
  };
  return { ...decides, fingerprint: fingerprintOf({ approvals: decides }) };
}

function readLevel(input: ApprovalLevelInput): ApprovalLevel {
  return {
    id: input.id,
    approver: input.approver,
    up: Number(input.up ?? '1'),
    quorum: quorumOf(input.quorum),
    answersWithin: input.answersWithin === undefined ? null : timeOf(input.answersWithin),
    lateGoesTo: input.lateGoesTo ?? null,
    order: input.in === 'parallel' ? 'parallel' : 'ladder',
    ifNobody: wordOrLevel(input.ifNobody ?? 'refuse', 'refuse', 'skip'),
    maySign: conditionOf(input.maySign),
  };
}

function quorumOf(text: string | undefined): Quorum {
  if (text === undefined || text === 'any') return 'any';
  return text === 'all' ? 'all' : Number(text);
}

function timeOf(text: string): AnswerTime {
  const { count, business, of } = partsOfTime(text);
  return { count, unit: business ? `business-${of}s` : `${of}s` };
}

function readRow(input: ApprovalRowInput, path: string, findings: Finding[]): ApprovalRow {
  const when = conditionOf(input.when) ?? { all: [] };
  const needs = needsOf(input, path, findings);
  const { id, because } = input;
  return { id, when, needs, because, fingerprint: fingerprintOf({ when, needs }) };
}

function needsOf({ needs = [], upTo }: ApprovalRowInput, path: string, findings: Finding[]): Needs {
  if (upTo !== undefined) return { upTo };
  if (needs.length === 1 && needs[0] === 'none') return 'none';
  if (needs.length === 0 || needs.includes('none')) {
    const message =
      needs.length === 0
        ? 'The row needs nothing, and does not say `none`.'
        : 'The row needs levels, and none.';
    findings.push(
      errorAt(`${path}.needs`, { code: 'WRONG_SHAPE', message, remedy: 'Write levels, or `needs: none`.' }),
    );
  }
  return needs;
}

function wordOrLevel<T extends string>(text: string, ...words: T[]): T | { level: string } {
  const word = words.find((each) => each === text);
  return word ?? { level: text };
}

function readTerms(input: ApprovalTermsInput): ApprovalTerms {
  const overrideByTwo = conditionOf(input.overrideByTwo);
  return {
    samePersonTwice: input.samePersonTwice as ApprovalTerms['samePersonTwice'],
    ownDeal: input.ownDeal as ApprovalTerms['ownDeal'],
    rollupManagers: (input.rollupManagers ?? 'may-decide') as ApprovalTerms['rollupManagers'],
    recall: (input.recall ?? 'allowed') as ApprovalTerms['recall'],
    valid: input.valid === undefined ? null : daysOf(input.valid),
    ...(overrideByTwo ? { overrideByTwo } : {}),
  };
}
