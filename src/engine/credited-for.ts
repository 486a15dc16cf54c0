import { startCalculation } from './calculate.js';
import type { Day } from './kernel/day.js';
import type { Company } from './model/facts.js';
import type { Rulebook } from './rulebook/rulebook.js';
import { withoutShared } from './rulebook/reads/shared-spiffs.js';
import { linesOfDeal, type OpenDeal } from './worth/open-deal.js';

/** Who would be credited for a deal that is not booked, by the deal alone: of facts about other bookings nothing is known. In the order of the company. */
export function creditedFor(
  deal: OpenDeal,
  of: { readonly company: Company; readonly rulebook: Rulebook; readonly known: Day },
): readonly string[] {
  const { company, rulebook, known } = of;
  const calculating = startCalculation(company, withoutShared(rulebook), { mine: () => true, known });
  for (const line of linesOfDeal(deal, 0)) calculating.credit(line);
  const isCredited = (id: string): boolean => !calculating.credits(id)[Symbol.iterator]().next().done;
  return [...new Set(company.participants.map(({ id }) => id))].filter(isCredited);
}
