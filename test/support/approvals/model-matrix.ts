import type { Edition } from './model-rules.js';

/** A matrix as the model has it: every level has a time to answer, and the second text lets a manager sign from 8 % on, in other words. */
export function matrixText(edition: Edition): string {
  const ten =
    edition === 'first'
      ? '{ id: ten, when: { deal.discount: "(10%..20%]" }, up-to: manager, because: Above 10% }'
      : '{ id: ten, when: { deal.discount: "(8%..20%]" }, up-to: manager, because: Above 8% }';
  return `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: deal.discount, worse: higher }
  - { fact: deal.margin, worse: lower, tolerance: 1% }
levels:
  - { id: manager, approver: deal.seller-manager, answers-within: 1 hour, late-goes-to: director }
  - { id: director, approver: role.director, answers-within: 2 hours, late-goes-to: vp }
  - { id: vp, approver: role.vp, answers-within: 3 hours, late-goes-to: nobody }
  - { id: desk, approver: group.desk, quorum: 2, in: parallel, answers-within: 24 hours, late-goes-to: nobody }
hit: collect
rows:
  - ${ten}
  - { id: twenty, when: { deal.discount: "(20%..30%]" }, up-to: director, because: Above 20% }
  - { id: thirty, when: { deal.discount: "> 30%" }, up-to: vp, because: Above 30% }
  - { id: thin, when: { deal.margin: "< 40%" }, needs: desk, because: Thin margin }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;
}
