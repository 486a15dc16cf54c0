import type { BookingLine } from '../../../model/facts.js';
import type { Books } from '../admission.js';
import { foundParts, type Found } from './found-parts.js';
import type { ReadyRule } from '../policy.js';
import { isFixed, peopleOf, shareOut, type Division } from '../share-out.js';

/** How a line is divided, with relations whose part of it is nothing; or why it cannot be. */
export type Divided =
  (Division & { readonly nothing?: readonly string[] }) | Extract<Found, { fault: string }>;

/** Divides a line as a rule says: by parts that stand in it, or that facts of the booking give. */
export function divide({ rule, areShares }: ReadyRule, line: BookingLine, { roster, row }: Books): Divided {
  if (rule.credit === 'house') return { shares: [], of: 1, nobody: [] };
  const people = (relation: string): readonly string[] => peopleOf(relation, line, { roster, row });
  if (isFixed(rule.credit)) return shareOut(rule.credit, people);
  return foundParts(rule.credit, {
    people,
    areShares,
    read: (name) => row.read(name),
    why: (name) => row.why(name),
  });
}
