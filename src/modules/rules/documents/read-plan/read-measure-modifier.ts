import { invariant } from '../../../../engine/kernel/invariant.js';
import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type { MeasureModifier, PartMonth, Relief } from '../../../../engine/rulebook/rulebook.js';
import type {
  MeasureModifierInput,
  ProrationInput,
  ReliefInput,
} from '../plan-kinds/measure-modifiers.input.js';
import { daysOf, operandOf } from '../read/operand.js';

/** Reads what changes the quota of a measure. */
export function readModifier(
  input: MeasureModifierInput,
  path: string,
  findings: Finding[],
): MeasureModifier {
  const { ramp, proration, relief, cap, windfall } = input;
  if (cap) return { kind: 'cap', what: cap.what as 'credit' | 'deal', at: operandOf(cap.at) };
  if (windfall) return { kind: 'windfall', above: operandOf(windfall.above) };
  if (ramp) return { kind: 'ramp', since: ramp.since, months: ramp.months.map(operandOf) };
  if (relief) {
    findings.push(...misplaced(relief, `${path}.relief`), ...undeclared(relief, `${path}.relief`));
    return readRelief(relief);
  }
  invariant(proration !== undefined, 'a modifier passed its shape without its key');
  findings.push(...misplaced(proration, `${path}.proration`));
  const by = proration.by as 'days' | 'months' | 'weeks' | 'none';
  return { kind: 'proration', by, ...partMonthOf(proration) };
}

function readRelief(relief: ReliefInput): Relief {
  return {
    kind: 'relief',
    for: relief.for,
    by: relief.by as Relief['by'],
    ...partMonthOf(relief),
    atLeast: relief.atLeast === undefined ? null : daysOf(relief.atLeast),
    after: (relief.then ?? []).map(operandOf),
  };
}

function partMonthOf({ partMonth, beforeDay }: ProrationInput | ReliefInput): PartMonth {
  const day = beforeDay === undefined ? {} : { beforeDay: Number(beforeDay) };
  return { partMonth: (partMonth ?? 'counts') as PartMonth['partMonth'], ...day };
}

/** A day that `counts-if-started` goes by, and nothing else does; no month lacks it. */
function misplaced({ by, partMonth, beforeDay }: ProrationInput | ReliefInput, path: string): Finding[] {
  const found: Finding[] = [];
  if (by !== 'months' && partMonth !== undefined) found.push(errorAt(pathTo(path, 'part-month'), notOf(by)));
  const started = partMonth === 'counts-if-started';
  if (started && beforeDay === undefined) found.push(errorAt(path, WHICH_DAY));
  if (!started && beforeDay !== undefined) found.push(errorAt(pathTo(path, 'before-day'), NO_DAY));
  const day = Number(beforeDay ?? 15);
  if (started && (day < 2 || day > 28)) found.push(errorAt(pathTo(path, 'before-day'), DAY_OF_MONTH));
  return found;
}

function undeclared({ by, partMonth, then }: ReliefInput, path: string): Finding[] {
  const found: Finding[] = [];
  if (by === 'months' && partMonth === undefined) found.push(errorAt(path, PART));
  if (by === 'none' && (then ?? []).length === 0) found.push(errorAt(path, NOTHING));
  return found;
}

function notOf(by: string): Fault {
  const message = `\`part-month\` says nothing about \`by: ${by}\`.`;
  return { code: 'NOT_NEEDED', message, remedy: 'Take it away, or write `by: months`.' };
}

const WHICH_DAY: Fault = {
  code: 'UNDECLARED',
  message:
    '`before-day` is missing: before which day of a month must it have started for the month to count?',
  remedy: 'Write `before-day: 15`, or another day.',
};
const NO_DAY: Fault = {
  code: 'NOT_NEEDED',
  message: '`before-day` is for `part-month: counts-if-started` only.',
  remedy: 'Take it away, or write `part-month: counts-if-started`.',
};
const DAY_OF_MONTH: Fault = {
  code: 'BAD_NUMBER',
  message: 'No month begins before its first day, and not every month has a day after the 28th.',
  remedy: 'Write a day from 2 to 28.',
};
const PART: Fault = {
  code: 'UNDECLARED',
  message:
    '`part-month` is missing: of 10 March to 9 June, `counts` relieves 4 months, `does-not-count` 2, and `counts-if-started` before the 15th 3. Say which.',
  remedy: 'Write `part-month: does-not-count`, or another.',
};
const NOTHING: Fault = {
  code: 'UNDECLARED',
  message: 'Neither the time away nor a month after it has less quota.',
  remedy: 'Write `then: [50%]`, or `by: days`.',
};
