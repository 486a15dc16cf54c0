import { catalogueTypes } from '../../../../engine/conditions/types/name-types.js';
import { writeDay } from '../../../../engine/kernel/day.js';
import { writeDecimal } from '../../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import { valueTypes } from '../../../../engine/values/value-types.js';
import { typedFact } from '../world/typed-fact.js';
import type { SubmissionPlan } from '../../../../engine/approvals/plan-steps.js';
import type { Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { ExpectedApproval, Situation, TestDeal, TestDocument } from '../../documents/test-document.js';
import type { Failure } from '../example-report.js';
import { gather } from '../gather.js';
import { judgedDeals, type JudgedDeal } from './judged-deals.js';

/** Compares what deals need with what is expected: the levels that are asked exactly, what is carried exactly, and rows and people where they are said. */
export function compareApprovals(
  test: TestDocument,
  situation: Situation,
  rulebook: Rulebook,
): readonly Failure[] {
  const { approvals, deals } = situation;
  if (approvals.length === 0 && deals.length === 0) return [];
  const matrices = (rulebook.approvals ?? []).filter(({ id }) => id === test.test);
  const { judged, problems } = judgedDeals(gather(test, situation), matrices, rulebook);
  return [
    ...problems.map(({ path, message }) => failure(path, message)),
    ...approvals.flatMap((expected) => failuresOf(expected, judged, rulebook)),
  ];
}

function failure(path: string, what: string): Failure {
  return { path, what, given: [], expected: null, got: null, working: [] };
}

function failuresOf(
  expected: ExpectedApproval,
  judged: readonly JudgedDeal[],
  { facts }: Rulebook,
): readonly Failure[] {
  const found = judged.find(({ deal }) => deal.id === expected.deal && deal.step === expected.step);
  if (!found) return [failure(expected.path, `No deal ${expected.deal} is given at step ${expected.step}.`)];
  const got = outcomeOf(found.plan);
  const types = new Map([...catalogueTypes(facts), ...valueTypes(facts.values)]);
  const wanted: readonly (readonly [string, string | null, string])[] = [
    ['requires', expected.levels === 'refused' ? 'refused' : listed(expected.levels), got.requires],
    ['carried', expected.levels === 'refused' ? null : listed(expected.carried ?? []), got.carried],
    ['rows', expected.rows && listed(expected.rows), got.rows],
    ['asks', expected.asks && listed(expected.asks), got.asks],
    ['why', expected.why, got.why],
    ...expected.terms.map((term): readonly [string, string, string] => [
      term.name,
      sayTerm(typedFact(term, types).value),
      found.plan.kind === 'planned' ? sayTerm(found.plan.terms.get(term.name)) : 'refused',
    ]),
  ];
  return wanted.flatMap(([what, want, have]): Failure[] =>
    want === null || want === have
      ? []
      : [
          {
            path: expected.path,
            what: `${what} of deal ${expected.deal} at step ${expected.step}`,
            given: givenOf(found.deal),
            expected: want,
            got: have,
            working: workingOf(found),
          },
        ],
  );
}

/** A term as it is compared: numbers exactly, in their natural unit. */
function sayTerm(value: FactValue): string {
  if (value === undefined) return 'unknown';
  if (typeof value === 'object') return writeDecimal(value);
  return typeof value === 'number' ? writeDay(value) : value;
}

interface Outcome {
  readonly requires: string;
  readonly carried: string;
  readonly rows: string;
  readonly asks: string;
  readonly why: string;
}

function outcomeOf(plan: SubmissionPlan): Outcome {
  if (plan.kind === 'failed') {
    const why = plan.code.toLowerCase().replaceAll('_', '-');
    return { requires: 'refused', carried: 'none', rows: listed(plan.rows), asks: 'none', why };
  }
  const levels = (kind: string): readonly string[] =>
    plan.steps.filter((step) => step.kind === kind).map(({ requirement }) => requirement.level);
  const people = plan.steps.flatMap((step) => (step.kind === 'asked' ? step.approvers.people : []));
  return {
    requires: listed(levels('asked')),
    carried: listed(levels('carried')),
    rows: listed(plan.rows),
    asks: listed([...new Set(people)]),
    why: 'not refused',
  };
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.join(', ');
}

function givenOf({ facts, lines }: TestDeal): readonly string[] {
  return [facts, ...lines]
    .filter((each) => each.length > 0)
    .map((each) => each.map(({ name, value }) => `${name} ${value}`).join(', '));
}

function workingOf({ matrix, plan }: JudgedDeal): readonly string[] {
  if (plan.kind === 'failed') return [plan.reason];
  const because = (row: string): string =>
    `${row}: ${matrix.rows.find(({ id }) => id === row)?.because ?? 'no row of the matrix is about this deal'}`;
  const steps = plan.steps.map((step) => {
    const { level } = step.requirement;
    if (step.kind === 'skipped') return `${level} is skipped: ${step.because}`;
    if (step.kind === 'carried') return `${level} is carried from ${step.by.id}`;
    const { reopened } = step;
    const again =
      reopened?.by === null ? `, again: ${reopened.why === 'worse' ? reopened.says : reopened.why}` : '';
    return `${level} is asked${again}`;
  });
  return [
    ...plan.rows.map(because),
    ...plan.passedOver.map((row) => `${because(row)} (passed over)`),
    ...steps,
  ];
}
