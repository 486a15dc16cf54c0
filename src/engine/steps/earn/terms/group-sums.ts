import { writeDay } from '../../../kernel/day.js';
import type { TierGroup } from '../../../model/result.js';
import type { Stint } from '../../measure/stint.js';

/** Where a group of a window stands: the sums of its axis and of its base. */
export interface GroupSum {
  readonly axis: bigint;
  readonly base: bigint;
}

/** Where each group stands, by its number. */
export type GroupSums = ReadonlyMap<number, GroupSum>;

/** The number of the group that a credit belongs to, by the column of the fact: never 0, which stands for no group. An unknown fact makes a group of its own. */
export function groupAt(stint: Stint, place: number, column: number): number {
  const { rates } = stint.books.credits;
  return 1 + (rates[column]?.at(stint.credits.number[place] ?? 0) ?? 0);
}

/** A group by what its credits share. */
export function groupNamed({ books }: Stint, fact: string, group: number): TierGroup {
  const value = books.rates.value(group - 1);
  const is = typeof value === 'number' ? writeDay(value) : typeof value === 'string' ? value : null;
  return { by: fact, is };
}

/** Groups in finer units. */
export function finerGroups(groups: GroupSums, finer: bigint): GroupSums {
  return new Map(
    [...groups].map(([group, { axis, base }]) => [group, { axis: axis * finer, base: base * finer }]),
  );
}
