import { multiply, ratio, type Ratio } from '../../src/engine/kernel/ratio.js';
import type { Plan, Spiff } from '../../src/engine/rulebook/rulebook.js';
import type { Situation } from '../support/situation.js';

/** Without what goes by cents: values that round, pay below zero that waits, guarantees and caps of a plan, which go by what is paid, and budgets. */
export function withoutCents(situation: Situation): Situation {
  const plain = <T extends Plan>(each: T): T => ({
    ...each,
    values: each.values.map((value) => ({ ...value, round: null })),
    measures: each.measures.map((measured) =>
      measured.negative === 'carry-earning' ? { ...measured, negative: 'pay-back' as const } : measured,
    ),
    modify: [],
  });
  const spiffs = (situation.spiffs ?? []).map((each) => ({ ...plain(each), budget: null }));
  return { ...situation, plans: (situation.plans ?? []).map(plain), spiffs };
}

/** Every amount, rate per unit and threshold in money three times as much. */
export function timesThree(situation: Situation): Situation {
  const amount = (text: string): string => text.replace(/^(-?[\d,.]+)(?= USD$|$)/, thrice);
  const facts = (of: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(of).map(([name, text]) => [name, text.endsWith('USD') ? amount(text) : text]),
    );
  return {
    ...situation,
    plans: (situation.plans ?? []).map((each) => moneyTimesThree(each) as Plan),
    spiffs: (situation.spiffs ?? []).map((each) => moneyTimesThree(each) as Spiff),
    people: situation.people.map(({ dated = [], ...each }) => ({
      ...each,
      facts: facts(each.facts),
      dated: dated.map(([name, value, from, until]) =>
        until === undefined
          ? ([name, value.endsWith('USD') ? amount(value) : value, from] as const)
          : ([name, value.endsWith('USD') ? amount(value) : value, from, until] as const),
      ),
    })),
    bookings: situation.bookings.map((each) => ({
      ...each,
      net: amount(each.net),
      ...(each.facts ? { facts: facts(each.facts) } : {}),
    })),
  };
}

function thrice(digits: string): string {
  const [whole = '', places = ''] = digits.replaceAll(',', '').split('.');
  const units = String(BigInt(`${whole}${places.padEnd(2, '0')}`) * 3n);
  const size = units.replace('-', '').padStart(3, '0');
  return `${units.startsWith('-') ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

/** Every constant of money, also for each of something. */
function moneyTimesThree(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(moneyTimesThree);
  if (typeof part !== 'object' || part === null) return part;
  if ('unit' in part && 'value' in part) {
    const { unit, value } = part as { unit: { kind: string }; value: Ratio };
    return unit.kind.startsWith('money') ? { unit, value: multiply(value, ratio(3n)) } : part;
  }
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, moneyTimesThree(each)]));
}
