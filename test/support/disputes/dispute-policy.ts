import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../src/platform/project-root.js';

/** A policy by which the manager hears a dispute first, then comp operations, then a group of approvers. */
export const DISPUTE_POLICY = `kicker: 1
engagement: disputes
title: Disputes of credit
from: 2026-01-01
windows:
  - { id: filing, of: dispute, starts: dispute.about, lasts: 90 days, extend: never }
decisions:
  - decides: dispute
    outputs: [{ id: decided-by, is: one-of, values: [manager, comp-operations, board, nobody] }, { id: within, is: days }]
    phases:
      - { id: time, rules: [{ id: too-late, when: { window.filing: closed }, gives: { decided-by: nobody, within: nothing }, because: More than 90 days ago }] }
      - id: next
        rules:
          - { id: up, when: { dispute.level: manager }, gives: { decided-by: comp-operations, within: 5 days }, because: The manager did not decide }
          - { id: top, when: { dispute.level: [comp-operations, board] }, gives: { decided-by: board, within: 5 days }, because: The last to decide }
    otherwise: { gives: { decided-by: manager, within: 10 days }, because: The manager hears it first }
`;

/** The catalogue of the benchmark's company. */
export function benchFacts(): string {
  return readFileSync(path.join(projectRoot(), 'bench', 'rules', 'facts.yaml'), 'utf8');
}

/** A catalogue with the facts of disputes that the policy reads. */
export function withDisputeFacts(facts: string): string {
  return facts.replace(
    'fields:\n',
    [
      'fields:',
      '  - { name: dispute.level, is: one-of, values: [manager, comp-operations, board], means: Who has heard it last }',
      '  - { name: dispute.about, is: date, means: Day of what is disputed }\n',
    ].join('\n'),
  );
}
