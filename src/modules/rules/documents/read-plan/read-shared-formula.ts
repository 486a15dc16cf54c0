import { readConstant } from '../../../../engine/kernel/quantity.js';
import { errorAt, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import type { Contest, FirstN, Pool } from '../../../../engine/rulebook/rulebook.js';
import type { ContestInput, FirstNInput, PoolInput } from '../plan-kinds/shared-formulas.input.js';
import { conditionOf, operandOf, settlesOf } from '../read/operand.js';

/** Reads a contest. */
export function readContest(input: ContestInput): Contest {
  return {
    kind: 'contest',
    rankBy: input.rankBy,
    best: input.best as Contest['best'],
    prizes: input.prizes.map(operandOf),
    ties: input.ties as Contest['ties'],
    breakBy: input.breakBy ?? [],
    minimum: input.minimum === undefined ? null : operandOf(input.minimum),
    settles: settlesOf(input.settles),
    afterwards: input.afterwards as Contest['afterwards'],
  };
}

/** Reads a pool. One that was written before a pool could settle is found anew, as it was. */
export function readPool(input: PoolInput, path: string, findings: Finding[]): Pool {
  if (input.afterwards === undefined) findings.push(errorAt(path, UNSAID));
  const { size, sizedBy, sharedBy, over } = input;
  invariant(size !== undefined || sizedBy !== undefined, 'a pool passed its form without a size');
  return {
    kind: 'pool',
    size: sizedBy ? { share: operandOf(sizedBy.share), of: sizedBy.of } : operandOf(size ?? ''),
    sharedBy,
    over,
    among: conditionOf(input.among),
    settles: settlesOf(input.settles),
    afterwards: (input.afterwards ?? 're-run') as Pool['afterwards'],
  };
}

/** Reads an amount for the first bookings. */
export function readFirstN({ count, each, pays }: FirstNInput): FirstN {
  const read = readConstant(count);
  invariant('quantity' in read, `the count ${count} passed its form and cannot be read`);
  return {
    kind: 'first-n',
    count: Number(read.quantity.value.n),
    each: each as FirstN['each'],
    pays: operandOf(pays),
  };
}

const UNSAID: Fault = {
  code: 'UNDECLARED',
  message:
    '`afterwards` is missing: of a pool of 1,000 for two, 500 each, one sale is taken back a quarter later; the other has 500 still, or 1,000. Say which.',
  remedy: 'Write `afterwards: stand`, `disqualify` or `re-run`.',
};
