import { canonical } from '../../../engine/kernel/fingerprint.js';
import type { DeclaredDocument } from '../documents/read-documents.js';
import { isPlainMap } from '../documents/yaml/plain-tree.js';
import { readPaper } from '../documents/yaml/read-paper.js';
import { overlap, remainingParts, type Range } from './publication.js';
import type { PublishedText } from './read-publications.js';

/** What publishing a document does to what is in force. */
export interface Effect {
  /** Whether it only ends a text that is in force in the same words, and takes no day from another. */
  readonly ends: boolean;
  /** The parts in force that are so no longer. */
  readonly taken: readonly PublishedText[];
  /** What stays of these as it was. */
  readonly left: readonly PublishedText[];
  /** The days on which the document is in force then. */
  readonly days: readonly Range[];
  /** The days on which nothing of its name is in force any more, unless another takes them. */
  readonly ended: readonly Range[];
}

/**
 * What a document does. It takes its days from older texts, which stay on the others. One that says what is in force but for an earlier end ends that: it stands for it on those of
 * its days that others did not take, and nothing of it is in force after them, beyond later versions neither.
 */
export function effectOf(published: readonly PublishedText[], document: DeclaredDocument): Effect {
  const { from, until } = document;
  const alike = until === null ? [] : inSameWords(published, document);
  const ends = until !== null && alike.some(({ end }) => end === null || end > until);
  if (!ends) {
    const taken = sharingDays(published, document);
    return { ends, taken, left: partsOutside(taken, document), days: [{ from, until }], ended: [] };
  }
  const taken = alike.map(({ part }) => part);
  const after = { from: until, until: null };
  return {
    ends,
    taken,
    left: [],
    days: partsOutside(taken, after),
    ended: partsOutside(taken, { from, until }),
  };
}

/** What is left of parts outside a range of days. */
export function partsOutside(parts: readonly PublishedText[], taken: Range): PublishedText[] {
  return parts.flatMap((part) => remainingParts(part, taken).map((days) => ({ ...part, ...days })));
}

/** The parts in force whose days a document says to be its own. */
export function sharingDays(
  published: readonly PublishedText[],
  document: DeclaredDocument,
): PublishedText[] {
  const { kind, id: name } = document;
  return published.filter(
    (other) => other.kind === kind && (kind === 'facts' || other.name === name) && overlap(other, document),
  );
}

/** What would be in force if a document were published now: nothing is written. */
export function ifPublished(
  published: readonly PublishedText[],
  document: DeclaredDocument,
): PublishedText[] {
  const { taken, left, days } = effectOf(published, document);
  const { kind, id: name, fingerprint, source: text } = document;
  const fresh = { id: '', life: '', version: '', kind, name, fingerprint, text, catalogue: null };
  const kept = published.filter((part) => !taken.includes(part));
  return [...kept, ...left, ...days.map(({ from, until }) => ({ ...fresh, from, until }))];
}

/** The parts in force of texts that say what a document says, each with the end that its text gives it; none where every text is this very one. */
function inSameWords(
  published: readonly PublishedText[],
  { kind, id, source }: DeclaredDocument,
): { readonly part: PublishedText; readonly end: string | null }[] {
  const named = published.filter((part) => part.kind === kind && part.name === id);
  if (named.every(({ text }) => text === source)) return [];
  const { words } = read(source);
  return named.flatMap((part) => {
    const said = read(part.text);
    return said.words === words ? [{ part, end: said.until }] : [];
  });
}

/** What a text says but its end, neither its comments nor how it is laid out; and its end, as a day that compares as text. */
function read(text: string): { readonly words: string; readonly until: string | null } {
  const { plain } = readPaper(text);
  if (!isPlainMap(plain)) return { words: text, until: null };
  const { until, ...words } = plain;
  return { words: canonical(words), until: typeof until === 'string' ? until : null };
}
