import { decide } from '../../../src/engine/approvals/request/decide.js';
import type { Deal } from '../../../src/engine/approvals/deal.js';
import type { Organisation } from '../../../src/engine/approvals/organisation.js';
import type { ApprovalMatrix } from '../../../src/engine/rulebook/rulebook.js';
import { deal, matrixOf, organisation } from './matrix.js';
import { Story } from './request.js';

/** A deal at a discount and a margin. */
export function offer(discount: string, margin = '45%'): Deal {
  return deal({ 'deal.discount': discount, 'deal.margin': margin, 'deal.payment-days': '30 days' });
}

/** A deal that was submitted. */
export function story(
  discount = '25%',
  matrix: ApprovalMatrix = matrixOf(),
  given: Partial<Organisation> = {},
): Story {
  const told = new Story(matrix, offer(discount), { organisation: organisation(given) });
  told.submit();
  return told;
}

/** What a person says of a step; the code of a refusal, else nothing. With a reason it is a rejection. */
export const said = (told: Story, actor: string, step: number, ...[reason]: [string?]): string =>
  told.take(
    decide(
      told.request,
      {
        step,
        decision: reason === undefined ? 'approve' : 'reject',
        hash: told.request.hash,
        reason: reason ?? null,
      },
      told.setting(actor),
    ),
  );
