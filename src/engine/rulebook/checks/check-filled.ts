import { compareText } from '../../kernel/text-order.js';
import { factReads, type FactRead } from '../reads/fact-reads.js';
import { warningAt, type Fault, type Finding } from '../finding.js';
import { nearest } from '../nearest.js';
import type { FactType, Rulebook } from '../rulebook.js';

/** What the data at hand say of the facts that documents read. */
export interface FactsAtHand {
  /** The facts that somebody or something has. */
  readonly filled: ReadonlySet<string>;
  /** Of a fact that is tested for texts: what is known of them. Not told: not asked. */
  readonly texts: ReadonlyMap<string, TextsAtHand>;
}

/** The texts of one fact. */
export interface TextsAtHand {
  /** Texts that occur: each that was searched for and does, and others as examples. */
  readonly occurring: ReadonlySet<string>;
  /** Texts that were asked for and not searched for: of them nothing is known. */
  readonly notSearched: ReadonlySet<string>;
}

/** Facts whose texts nobody lists beforehand; the words of a closed list are judged by the catalogue. */
const OPEN: ReadonlySet<FactType> = new Set<FactType>(['text', 'person']);

/** Texts that are told of one place; where there are more, the fact itself is filled otherwise than the document thinks. */
const MOST_TEXTS = 5;

/**
 * What documents ask for and the data at hand never have: a fact that nothing has, and a text that a fact never is. Nothing is wrong with such
 * a document by itself, and what it says is never reached; so these are warnings, each at the place that reads the fact.
 */
export function checkFilled(
  rulebook: Rulebook,
  atHand: FactsAtHand,
  reads: readonly FactRead[] = factReads(rulebook),
): Finding[] {
  const types = openTypes(rulebook);
  const told = new Map<string, Finding>();
  const found = reads.flatMap((read) => {
    if (!atHand.filled.has(read.name)) return [warningAt(read.path, neverFilled(read), read.name)];
    return types.has(read.name) ? neverOccurring(read, atHand.texts.get(read.name)) : [];
  });
  for (const finding of found) told.set(`${finding.path} ${finding.message}`, finding);
  return [...told.values()];
}

/** The facts that documents read, and of those that may be any text the texts they ask for: what the data are asked. */
export function factsAsked(
  rulebook: Rulebook,
  reads: readonly FactRead[] = factReads(rulebook),
): ReadonlyMap<string, ReadonlySet<string>> {
  const types = openTypes(rulebook);
  const asked = new Map<string, Set<string>>();
  for (const { name, words } of reads) {
    const known = asked.get(name) ?? new Set();
    if (types.has(name)) for (const word of words) known.add(word);
    asked.set(name, known);
  }
  return asked;
}

function openTypes({ facts }: Rulebook): ReadonlySet<string> {
  const fields = [...facts.fields, ...facts.attributes].filter(({ is }) => OPEN.has(is));
  const people = facts.relations.filter(({ gives }) => gives === 'person');
  return new Set([...fields, ...people].map(({ name }) => name));
}

function neverOccurring(read: FactRead, texts: TextsAtHand | undefined): Finding[] {
  if (!texts) return [];
  const { occurring, notSearched } = texts;
  const missing = read.words.filter((word) => !occurring.has(word) && !notSearched.has(word));
  return missing
    .slice(0, MOST_TEXTS)
    .map((word) => warningAt(read.path, neverOccurs(read.name, word, occurring), read.name));
}

const OWNERS: readonly (readonly [start: string, owner: string])[] = [
  ['booking.', 'booking'],
  ['line.', 'booking line'],
  ['account.', 'account'],
  ['territory.', 'territory'],
  ['participant.', 'participant'],
  ['attribute.', 'assignment'],
];

const SO: Readonly<Record<FactRead['as'], string>> = {
  test: 'this test never passes',
  column: 'only rows that take it unknown can match',
  output: 'this output is never known',
  number: 'there is nothing to reckon with',
  person: 'nobody is found by it',
};

function neverFilled({ name, as }: FactRead): Fault {
  return {
    code: 'FACT_NEVER_FILLED',
    message: `No ${ownerOf(name)} in the data at hand has ${name}, so ${SO[as]}.`,
    remedy: `Import ${name}, or read a fact that is filled.`,
  };
}

function neverOccurs(name: string, word: string, occurring: ReadonlySet<string>): Fault {
  const known = [...occurring].sort(compareText);
  const near = nearest(word, known);
  return {
    code: 'TEXT_NEVER_OCCURS',
    message: `No ${ownerOf(name)} in the data at hand has "${word}" as ${name}.`,
    remedy: near === undefined ? whatOccurs(known) : `Did you mean "${near}"?`,
  };
}

function whatOccurs(known: readonly string[]): string {
  const shown = known.slice(0, MOST_TEXTS).map((text) => `"${text}"`);
  return `What occurs is such as ${shown.join(', ')}.`;
}

function ownerOf(name: string): string {
  return OWNERS.find(([start]) => name.startsWith(start))?.[1] ?? 'thing';
}
