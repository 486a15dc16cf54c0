import { readConstant } from '../../../../engine/kernel/quantity.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import type { Contest, FirstN, Pool } from '../../../../engine/rulebook/rulebook.js';
import type { ContestInput, FirstNInput, PoolInput } from '../plan-kinds/shared-formulas.input.js';
import { conditionOf, dayOf, operandOf } from '../read/operand.js';

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
    settles: input.settles === undefined ? null : dayOf(input.settles),
  };
}

/** Reads a pool. */
export function readPool({ size, sharedBy, over, among }: PoolInput): Pool {
  return { kind: 'pool', size: operandOf(size), sharedBy, over, among: conditionOf(among) };
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
