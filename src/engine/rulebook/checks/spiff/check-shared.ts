import { checkCondition } from '../../../conditions/type-check.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import type { Contest, Pool, PoolShare } from '../../rulebook.js';
import { checkNumber, money, SHARE } from '../numbers/check-number.js';
import { kindOf } from '../numbers/kind-of.js';
import { measureOf, noMeasure, type InPlan } from '../plan/in-plan.js';

/** Judges a contest: what is ranked, the prizes, and what decides between those who tie. */
export function checkContest(contest: Contest, path: string, by: InPlan): Finding[] {
  const { rankBy, breakBy, prizes, minimum, ties } = contest;
  const ranked = measured(rankBy, `${path}.rank-by`, by);
  if (ranked.length > 0) return ranked;
  const { kind } = kindOf({ name: rankBy }, path, by);
  const wanted = { kind: kind ?? { is: 'money' as const }, example: `"1 ${by.plan.currency}"` };
  return [
    ...prizes.flatMap((prize, index) =>
      checkNumber(prize, { path: `${path}.prizes.${index}`, ...money(by) }, by),
    ),
    ...(prizes.length === 0 ? [errorAt(`${path}.prizes`, NO_PRIZES)] : []),
    ...breakBy.flatMap((name, index) => measured(name, `${path}.break-by.${index}`, by)),
    ...(ties === 'break-by' && breakBy.length === 0 ? [errorAt(path, NOTHING_BREAKS)] : []),
    ...(minimum ? checkNumber(minimum, { path: `${path}.minimum`, ...wanted }, by) : []),
  ];
}

/** Judges a pool: its size, by what it is shared, and who has a part. */
export function checkPool(pool: Pool, path: string, by: InPlan): Finding[] {
  const { size, sharedBy, over, among } = pool;
  const shared = sharedBy === 'equal' ? [] : kindOf({ name: sharedBy }, `${path}.shared-by`, by).findings;
  return [
    ...('of' in size
      ? checkShare(size, `${path}.sized-by`, by)
      : checkNumber(size, { path: `${path}.size`, ...money(by) }, by)),
    ...measured(over, `${path}.over`, by),
    ...shared,
    ...(among ? checkCondition(among, `${path}.among`, by.windows) : []),
  ];
}

/** A share of money that all bring or that the company has. */
function checkShare({ share, of }: PoolShare, path: string, by: InPlan): Finding[] {
  const measure = measureOf(of, by.plan);
  if (!measure) return measured(of, `${path}.of`, by);
  const { derived } = measure;
  if (derived?.kind === 'reported' && derived.by === 'team') return [errorAt(`${path}.of`, OF_TEAM)];
  return [
    ...checkNumber(share, { path: `${path}.share`, ...SHARE }, by),
    ...checkNumber({ name: of }, { path: `${path}.of`, ...money(by) }, by),
    ...('quantity' in share ? [] : [errorAt(`${path}.share`, ONE_FOR_ALL)]),
  ];
}

function measured(name: string, path: string, { plan }: InPlan): Finding[] {
  return measureOf(name, plan) ? [] : [errorAt(path, noMeasure(name, plan), name)];
}

const ONE_FOR_ALL: Fault = {
  code: 'WRONG_SCOPE',
  message: 'This is one number for all, and may differ from person to person.',
  remedy: 'Write a constant, such as 1%.',
};
const OF_TEAM: Fault = {
  code: 'WRONG_SCOPE',
  message: 'A pool has one size, and each team has a result of its own.',
  remedy: 'Name a measure of what people sell, or a result of the company.',
};
const NO_PRIZES: Fault = {
  code: 'MISSING_KEY',
  message: 'A contest without prizes pays nobody.',
  remedy: 'Write the first prize, and others after it.',
};
const NOTHING_BREAKS: Fault = {
  code: 'MISSING_KEY',
  message: 'Ties are broken by measures, and none is named.',
  remedy: 'Write `break-by: [measure.…]`, or `ties: share`.',
};
