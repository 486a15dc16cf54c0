import { daysAfter } from '../approvals/request/due-at.js';
import type { DisputeSetting } from './setting.js';
import type { Asked, Instant, LadderLevel } from './dispute.js';

/** The first level from a rung on at which somebody may decide who takes no part; at the top comp operations, where nobody else may. */
export function stepFrom(
  ladder: readonly LadderLevel[],
  from: number,
  { parties, setting }: { readonly parties: ReadonlySet<string>; readonly setting: DisputeSetting },
): { readonly rung: number; readonly asked: Asked; readonly due: Instant | null } {
  for (let rung = from; rung < ladder.length; rung += 1) {
    const found = setting.askedAt(ladder[rung]?.level ?? '');
    const due = dueOf(ladder, rung, setting);
    if (found === 'comp-operations') return { rung, asked: found, due };
    const people = found.people.filter((person) => !parties.has(person));
    if (people.length > 0) return { rung, asked: { people }, due };
  }
  const rung = ladder.length - 1;
  return { rung, asked: 'comp-operations', due: dueOf(ladder, rung, setting) };
}

/** Until when a level has time that is asked now; null where it has any. */
export function dueOf(
  ladder: readonly LadderLevel[],
  rung: number,
  { at, clock }: Pick<DisputeSetting, 'at' | 'clock'>,
): Instant | null {
  const within = ladder[rung]?.within ?? null;
  return within === null ? null : daysAfter(at, within, clock);
}
