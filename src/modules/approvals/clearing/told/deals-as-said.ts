import type { FactCatalogue } from '../../../../engine/rulebook/rulebook.js';
import { Refusal } from '../../../../platform/refusal.js';
import { dealAsSaid, type DealKnown, type HeadSaid, type LineSaid } from '../../../deals/deals.service.js';
import type { DealChange, HeadTexts, LineTexts } from './changes-of-deals.js';

/** Deals as each change of what is said of them made them, typed by the catalogue of now, so that they can be compared. Nothing is read for it. */
export class DealsAsSaid {
  private readonly known = new Map<DealChange, DealKnown | null>();

  constructor(private readonly catalogue: FactCatalogue) {}

  /** A deal as it was said from a change on; null where that withdrew it, or what it said fits its type no more. */
  of(deal: DealKnown, change: DealChange): DealKnown | null {
    const known = this.known.get(change);
    if (known !== undefined) return known;
    const found = this.typed(deal, change);
    this.known.set(change, found);
    return found;
  }

  private typed(deal: DealKnown, { said }: DealChange): DealKnown | null {
    if (!said) return null;
    const lines = said.lines.map(lineIn).sort((a, b) => a.line - b.line);
    try {
      return { ...deal, ...dealAsSaid(deal.id, { head: headIn(said.head), lines }, this.catalogue) };
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}

function headIn(text: string): HeadSaid {
  const [seller, account, currency, offered_on, attributes] = JSON.parse(text) as HeadTexts;
  return { seller, account, currency, offered_on, attributes };
}

function lineIn(text: string): LineSaid {
  const [line, net, attributes] = JSON.parse(text) as LineTexts;
  return { line, net, attributes };
}
