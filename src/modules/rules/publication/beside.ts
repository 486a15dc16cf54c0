import { checkRulebook } from '../../../engine/rulebook/check.js';
import type { PlacedFinding, SourceFile } from '../documents/placed-finding.js';
import type { ReadDocuments } from '../documents/read-documents.js';
import type { PublishedText } from './read-publications.js';
import { rulebookOf } from './rulebook-of.js';

/** What is wrong between the versions that would be in force side by side: each alone was right. */
export function clashesOf(inForce: readonly PublishedText[], file: string): PlacedFinding[] {
  return findingsBeside(inForce, file).filter(({ severity }) => severity === 'error');
}

/** Everything the check says of the versions in force side by side, warnings too. */
export function findingsBeside(inForce: readonly PublishedText[], file: string): PlacedFinding[] {
  const pinned = rulebookOf(inForce);
  return (pinned ? checkRulebook(pinned.rulebook) : []).map((finding) => ({
    ...finding,
    file,
    line: 1,
    column: 1,
  }));
}

/** The newest published text of every document that these files do not bring anew: documents are checked as the set they will be. */
export function publishedBeside(own: ReadDocuments, published: readonly PublishedText[]): SourceFile[] {
  const brought = new Set(own.documents.map(({ kind, id }) => (kind === 'facts' ? kind : `${kind} ${id}`)));
  const newest = new Map<string, PublishedText>();
  for (const part of published)
    newest.set(part.kind === 'facts' ? part.kind : `${part.kind} ${part.name}`, part);
  return [...newest]
    .filter(([name]) => !brought.has(name))
    .map(([name, { text }]) => ({ path: `published ${name}`, text }));
}
