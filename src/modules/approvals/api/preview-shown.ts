import type { PlannedStep } from '../../../engine/approvals/plan-steps.js';
import { sayNumber } from '../../../engine/conditions/verdict/say-test.js';
import { writeDay } from '../../../engine/kernel/day.js';
import { multiply, ratio, writeDecimal } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Preview } from '../preview.js';
import type { ApprovalNeedType, ApprovalPreviewType } from './approval-preview.type.js';

const NO_AMOUNT =
  'Nobody said what the deal comes to, or in which currency: what is booked of it will be held, whatever is approved. Say deal.net, or the net of every line, before it is booked.';

/** A preview as the API shows it. */
export function previewShown(
  deal: string,
  { plan, matrix, hash, avoidances, currency, lacksAmount }: Preview,
): ApprovalPreviewType {
  const head = { deal, matrix, hash, warnings: lacksAmount ? [NO_AMOUNT] : [] };
  if (plan.kind === 'failed')
    return { ...head, isApproved: false, needs: [], rows: [...plan.rows], refused: plan.reason };
  return {
    ...head,
    isApproved: plan.isApproved,
    needs: plan.steps.map((step) => needShown(step, avoidances, currency)),
    rows: [...plan.rows],
    refused: null,
  };
}

function needShown(
  step: PlannedStep,
  avoidances: Preview['avoidances'],
  currency: string | null,
): ApprovalNeedType {
  const { level, reasons } = step.requirement;
  const asked = step.kind === 'asked' ? step.approvers : null;
  return {
    level,
    outcome: step.kind,
    people: [...(asked?.people ?? [])],
    quorum: asked?.quorum ?? 0,
    reasons: reasons.map(({ row, because }) => ({ row, because })),
    because: becauseOf(step),
    avoidedBy: avoidances
      .filter((each) => each.level === level && step.kind === 'asked')
      .map(({ fact, to, side, is }) => ({ fact, to: sayTerm(to, is, currency), side })),
  };
}

const WHY = {
  rejected: 'it was rejected since it was approved',
  reworded: 'the row, or who decides at the level, says something else than when it was approved',
  'too-old': 'the approval is too old',
  'not-entitled': 'who approved it may no longer decide',
} as const;

function becauseOf(step: PlannedStep): string | null {
  if (step.kind === 'skipped') return step.because;
  if (step.kind === 'carried') return 'what was approved has not got worse';
  const { reopened } = step;
  if (!reopened || reopened.by !== null) return null;
  return reopened.why === 'worse' ? `${reopened.says} since it was approved` : WHY[reopened.why];
}

/** A value of a term with its unit, as a person writes it. */
export function sayTerm(value: FactValue, is: string, currency: string | null): string {
  if (value === undefined) return 'unknown';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeDay(value);
  return sayQuantity(value, is, currency);
}

function sayQuantity(
  value: Exclude<FactValue, string | number | undefined>,
  is: string,
  currency: string | null,
): string {
  if (is === 'percent') return `${writeDecimal(multiply(value, ratio(100n)), 6)}%`;
  if (is === 'money')
    return currency === null ? sayNumber(value, undefined) : `${sayNumber(value, undefined)} ${currency}`;
  return is === 'days' ? `${writeDecimal(value)} days` : sayNumber(value, undefined);
}
