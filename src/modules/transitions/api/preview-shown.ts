import { writeDay } from '../../../engine/kernel/day.js';
import { writeDecimal } from '../../../engine/kernel/ratio.js';
import type { PreviewedCredit, PreviewedMove, TransitionPreview } from '../preview/preview.js';
import type {
  PreviewedCreditType,
  PreviewedMoveType,
  TransitionPreviewType,
} from './transition-preview.type.js';

const MOST_SHOWN = 1000;
const MOST_EXCEPTIONS = 100;

/** A preview as it is told: the first of long lists, with how many there are. */
export function previewShown(preview: TransitionPreview): TransitionPreviewType {
  const { moves, credits, sums, exceptions, needsApproval, approverRoles } = preview;
  return {
    accounts: moves.length,
    needsApproval,
    approverRoles,
    moves: moves.slice(0, MOST_SHOWN).map(moveShown),
    opportunities: preview.opportunities.map(({ opportunity, account, seller, holdover }) => ({
      opportunity,
      account,
      seller,
      holdover: holdover?.says ?? [],
      holdoverBecause: holdover?.because ?? null,
    })),
    creditCount: credits.length,
    credits: credits.slice(0, MOST_SHOWN).map(creditShown),
    sums: sums.map(({ before, after, ...sum }) => ({
      ...sum,
      before: writeDecimal(before),
      after: writeDecimal(after),
    })),
    exceptions: exceptions
      .slice(0, MOST_EXCEPTIONS)
      .map(({ booking, line, code, reason }) => `${booking} line ${line}: ${code}, ${reason}`),
  };
}

function moveShown({ account, name, from, to, reason, ...of }: PreviewedMove): PreviewedMoveType {
  const { answer, approver, because, rule } = of.ruling;
  return {
    account,
    name,
    from,
    to,
    reason,
    on: writeDay(of.on),
    until: of.until === null ? null : writeDay(of.until),
    answer,
    approver,
    because,
    rule,
    holdover: of.holdover?.says ?? [],
    holdoverBecause: of.holdover?.because ?? null,
  };
}

function creditShown({
  booking,
  line,
  account,
  participant,
  kind,
  ...of
}: PreviewedCredit): PreviewedCreditType {
  return {
    booking,
    line,
    date: writeDay(of.date),
    account,
    participant,
    kind,
    currency: of.currency,
    before: writeDecimal(of.before),
    after: writeDecimal(of.after),
    isClosed: of.isClosed,
  };
}
