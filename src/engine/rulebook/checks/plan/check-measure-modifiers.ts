import { errorAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import { compare, ONE } from '../../../kernel/ratio.js';
import type { Measure, MeasureModifier, Operand, Relief } from '../../rulebook.js';
import { checkNumber, money, SHARE } from '../numbers/check-number.js';
import { constantOf } from '../money/plain-rate.js';
import { checkSince } from '../numbers/check-since.js';
import type { InPlan } from './in-plan.js';

type Ramp = Extract<MeasureModifier, { kind: 'ramp' }>;

/** Judges what changes the quota of a measure, or what of a booking counts. */
export function checkMeasureModifiers(measure: Measure, path: string, by: InPlan): Finding[] {
  return (measure.modify ?? []).flatMap((modifier, index) => {
    const at = `${path}.modify.${index}.${modifier.kind}`;
    if (modifier.kind === 'ramp') return checkRamp(modifier, at, by);
    if (modifier.kind === 'relief')
      return [...checkRelief(modifier, at, by), ...checkRelievable(measure, at)];
    if (modifier.kind === 'proration') return [];
    if (measure.derived || measure.counted) return [errorAt(at, NO_AMOUNT)];
    const [key, limit] =
      modifier.kind === 'cap' ? (['at', modifier.at] as const) : (['above', modifier.above] as const);
    return checkNumber(limit, { path: `${at}.${key}`, ...money(by) }, by);
  });
}

/** A quota as at each credit needs credits that add up beside it. */
export function checkQuotaChange({ quotaChange, quota, derived }: Measure, path: string): Finding[] {
  if (quotaChange !== 'as-at-credit' || (quota !== null && !derived)) return [];
  return [errorAt(`${path}.quota-change`, quota === null ? NO_QUOTA : NO_CREDITS)];
}

/** Members of a team are in their months by a date, and no quota of a team changes within the window. */
export function checkTeamQuota({ teamQuota, quotaChange }: Measure, path: string, by: InPlan): Finding[] {
  const { since = null, months = [] } = teamQuota ?? {};
  const settled =
    quotaChange === 'by-day' ? [] : [errorAt(path.replace(/team-quota$/, 'quota-change'), SETTLED)];
  if (since === null) return months.length === 0 ? settled : [...settled, errorAt(path, SINCE_WHEN)];
  if (months.length === 0) return [...settled, errorAt(`${path}.since`, WHICH_MONTHS)];
  return [...settled, ...checkRamp({ kind: 'ramp', since, months }, path, by)];
}

/** A ramp counts months from a date, and each of them has a part of the quota. */
function checkRamp({ since, months }: Ramp, path: string, by: InPlan): Finding[] {
  return [
    ...checkSince(since, { path: `${path}.since`, what: 'ramp' }, by),
    ...months.flatMap((part, index) => checkPart(part, `${path}.months.${index}`, by)),
  ];
}

/** What is left of a quota in a month: not less than nothing, and not more than all of it. */
function checkPart(part: Operand, path: string, by: InPlan): Finding[] {
  const value = constantOf(part);
  const isPart = value === undefined || (value.n >= 0n && compare(value, ONE) <= 0);
  return [...checkNumber(part, { path, ...SHARE }, by), ...(isPart ? [] : [errorAt(path, NO_PART)])];
}

/** Relief is for absences that the catalogue has, and each month after one has a part of the quota. */
function checkRelief({ for: kinds, after }: Relief, path: string, by: InPlan): Finding[] {
  const { absences } = by.rulebook.facts;
  const unknown = kinds.flatMap((kind, index) =>
    absences.includes(kind) ? [] : [errorAt(`${path}.for.${index}`, noAbsence(kind, absences), kind)],
  );
  return [...unknown, ...after.flatMap((part, index) => checkPart(part, `${path}.then.${index}`, by))];
}

/** Only a quota that grows with time can be relieved of some of it. */
function checkRelievable({ quota, derived, is, window, rolling }: Measure, path: string): Finding[] {
  const share = is === 'percent' || derived?.kind === 'ratio' || derived?.kind === 'weighted';
  const handed = derived?.kind === 'reported' && is === undefined;
  if (quota === null) return [errorAt(path, RELIEVES_NOTHING)];
  if (share || handed) return [errorAt(path, A_SHARE)];
  return window === 'plan-to-date' && rolling === undefined ? [errorAt(path, ENDLESS)] : [];
}

function noAbsence(kind: string, known: readonly string[]): Fault {
  return {
    code: 'UNKNOWN_NAME',
    message: `The fact catalogue has no absence ${kind}.`,
    remedy: suggest(kind, known, `Declare it in facts.yaml: \`absences: [${kind}]\`.`),
  };
}

const NO_AMOUNT: Fault = {
  code: 'NOT_NEEDED',
  message: 'This measure adds up no amounts of bookings.',
  remedy: 'Take it away, or put it on a measure with `sum:`.',
};
const SETTLED: Fault = {
  code: 'NOT_NEEDED',
  message: "A team's quota is settled on the first day of the window, so it does not change within it.",
  remedy: 'Take `quota-change` away.',
};
const SINCE_WHEN: Fault = {
  code: 'UNDECLARED',
  message:
    'The first months of a member have a part of the quota, and nothing says from when they are counted.',
  remedy: 'Write `since: assignment.start`, or another date.',
};
const WHICH_MONTHS: Fault = {
  code: 'NOT_NEEDED',
  message: '`since` says from when months are counted, and no month has a part of its own.',
  remedy: 'Write `months: [50%, 50%, 50%]` beside it, or take it away.',
};
const RELIEVES_NOTHING: Fault = {
  code: 'NOT_NEEDED',
  message: 'This measure has no quota that could be relieved.',
  remedy: 'Write `quota:` beside it, or take the relief away.',
};
const NO_PART: Fault = {
  code: 'NO_PART',
  message: 'It is below 0% or above 100% of the quota.',
  remedy: 'Write what is left of the quota in that month, such as 50%.',
};
const A_SHARE: Fault = {
  code: 'NOT_NEEDED',
  message:
    'The goal of a share, a ratio or a score is the same whatever part of the window somebody was there.',
  remedy: 'Take the relief away; relieve the quota of what adds up.',
};
const ENDLESS: Fault = {
  code: 'CALENDAR',
  message: 'The quota of `plan-to-date` has no days to count by: its last value holds.',
  remedy: 'Measure over a year or less.',
};
const NO_QUOTA: Fault = {
  code: 'NOT_NEEDED',
  message: 'This measure has no quota that could change.',
  remedy: 'Write `quota:` beside it, or take `quota-change` away.',
};
const NO_CREDITS: Fault = {
  code: 'NOT_NEEDED',
  message: 'No credits add up to this measure, so there is none by whose day its quota could be taken.',
  remedy: 'Write `quota-change: latest`, or take it away.',
};
