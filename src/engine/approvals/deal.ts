import type { Day } from '../kernel/day.js';
import { fingerprintOf, type Fingerprint } from '../kernel/fingerprint.js';
import { add, ratio, ZERO } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';

/** Facts by their dotted names. */
export type Facts = ReadonlyMap<string, FactValue>;

/** A deal as it stands when it is judged: an offer before it is signed. Amounts are of its one currency, exact. */
export interface Deal {
  readonly id: string;
  /** The day on which it is judged; tables and people are those of that day. */
  readonly date: Day;
  /** Null where nobody said in which currency its amounts are. */
  readonly currency: string | null;
  readonly seller: string | null;
  readonly facts: Facts;
  readonly lines: readonly Facts[];
}

/** The judged terms of a deal with their values, by name; what is unknown is `undefined`. */
export type Terms = Facts;

/** A fact of a deal: what somebody said of it, else what Kicker knows by itself; `deal.net` adds up its lines. */
export function dealFact(deal: Deal, name: string): FactValue {
  const said = deal.facts.get(name);
  if (said !== undefined) return said;
  if (name === 'deal.currency') return deal.currency ?? undefined;
  if (name === 'deal.date') return deal.date;
  if (name === 'deal.seller') return deal.seller ?? undefined;
  return name === 'deal.net' && deal.lines.length > 0 ? netOf(deal.lines) : undefined;
}

function netOf(lines: readonly Facts[]): FactValue {
  const nets = lines.map((line) => line.get('line.net'));
  return nets.every((net) => typeof net === 'object')
    ? nets.reduce((all, net) => add(all, net), ZERO)
    : undefined;
}

/**
 * The fingerprint of judged terms, to which approvals bind: names in order with exact values in lowest terms, so that 20% and 20.0% are one.
 * The currency is in it, because an amount without it is none.
 */
export function fingerprintOfTerms(terms: Terms, currency: string | null): Fingerprint {
  const plain = [...terms].map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'object' ? lowest(value) : (value ?? null),
  ]);
  return fingerprintOf({ currency, terms: new Map(plain) });
}

function lowest(value: { readonly n: bigint; readonly d: bigint }): { n: bigint; d: bigint } {
  const { n, d } = ratio(value.n, value.d);
  return { n, d };
}
