import type { Edition } from './model-rules.js';
import { PLAIN, type Shape } from './machine/model-shapes.js';

/** A matrix as the model has it: every level has a time to answer, and the second text lets a manager sign from 8 % on, in other words. */
export function matrixText(edition: Edition, shape: Shape = PLAIN): string {
  const ten =
    edition === 'first'
      ? '{ id: ten, when: { deal.discount: "(10%..20%]" }, up-to: manager, because: Above 10% }'
      : '{ id: ten, when: { deal.discount: "(8%..20%]" }, up-to: manager, because: Above 8% }';
  const of = (level: string, late: string): string => {
    const { quorum, ifNobody } = shape;
    const many = quorum[level] === undefined ? '' : `, quorum: ${quorum[level]}`;
    const other = ifNobody[level] === undefined ? '' : `, if-nobody: ${ifNobody[level]}`;
    return `answers-within: ${late}, late-goes-to: ${shape.late[level] ?? 'nobody'}${many}${other}`;
  };
  return `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: deal.discount, worse: higher }
  - { fact: deal.margin, worse: lower, tolerance: 1% }
levels:
  - { id: manager, approver: deal.seller-manager, ${of('manager', '1 hour')} }
  - { id: director, approver: role.director, ${of('director', '2 hours')} }
  - { id: vp, approver: role.vp, ${of('vp', '3 hours')} }
  - { id: desk, approver: group.desk, in: parallel, ${of('desk', '24 hours')} }
hit: collect
rows:
  - ${ten}
  - { id: twenty, when: { deal.discount: "(20%..30%]" }, up-to: director, because: Above 20% }
  - { id: thirty, when: { deal.discount: "> 30%" }, up-to: vp, because: Above 30% }
  - { id: thin, when: { deal.margin: "< 40%" }, needs: desk, because: Thin margin }
no-match: approve
terms: { same-person-twice: ${shape.isByTwo ? 'two-people' : 'asked-once'}, own-deal: next-level, valid: 60 days }
`;
}
