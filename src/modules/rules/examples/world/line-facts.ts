import { roundToUnits } from '../../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import type { NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { TestFact } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import { typedFact, type TypedFact } from './typed-fact.js';

/** The facts of one line sorted by where the engine looks for them. */
export interface LineFacts {
  readonly currency: string | null;
  readonly net: bigint;
  readonly salesperson: string | null;
  readonly territory: string | null;
  readonly holders: readonly string[] | null;
  readonly groupManager: string | null;
  readonly rest: ReadonlyMap<string, FactValue>;
  /** Everybody these facts name. */
  readonly people: readonly string[];
}

const OF_PEOPLE = /^(participant|attribute)\./;
/** What the engine knows of a line without being told by a fact of its own. */
const KNOWN: ReadonlySet<string> = new Set([
  'booking.currency',
  'line.net',
  'booking.salesperson',
  'booking.territory',
  'territory.holders',
  'territory.group-manager',
]);
const OF_WINDOWS = /^(measure|quota|attainment)\./;

/** Reads the facts of a credit or booking. What belongs elsewhere is a problem, so that it is never read as if it were not there. */
export function readLineFacts(
  facts: readonly TestFact[],
  by: { types: NameTypes; path: string; problems: Problem[] },
): LineFacts {
  const typed = new Map(facts.map((fact) => [fact.name, typedFact(fact, by.types)]));
  const problem = (name: string, message: string): void => {
    by.problems.push({ path: `${by.path}.${name}`, message });
  };
  for (const name of typed.keys()) {
    if (OF_PEOPLE.test(name)) problem(name, `${name} is a person's: write it under \`people\`.`);
    if (OF_WINDOWS.test(name)) problem(name, `${name} is a window's: write it under \`measured\`.`);
    if (name === 'booking.date') problem(name, 'The booking date is its `date`.');
  }
  const take = (name: string): TypedFact | undefined => typed.get(name);
  const written = [...typed.values()].flatMap(({ currency }) => currency ?? []);
  const people = [...typed.values()].flatMap((fact) => fact.people);
  const currency = text(take('booking.currency')) ?? written[0] ?? null;
  for (const fact of typed.values()) {
    if (fact.currency !== null && fact.currency !== currency)
      problem(fact.name, `${fact.name} is in ${fact.currency}, and the booking is in ${currency}.`);
  }
  const net = take('line.net')?.value;
  return {
    currency,
    net: typeof net === 'object' ? roundToUnits(net, 6) : 0n,
    salesperson: text(take('booking.salesperson')),
    territory: text(take('booking.territory')),
    holders: take('territory.holders')?.people ?? null,
    groupManager: text(take('territory.group-manager')),
    rest: new Map([...typed].filter(([name]) => !KNOWN.has(name)).map(([name, { value }]) => [name, value])),
    people,
  };
}

function text(fact: TypedFact | undefined): string | null {
  return typeof fact?.value === 'string' ? fact.value : null;
}
