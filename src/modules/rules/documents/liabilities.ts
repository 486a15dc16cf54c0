import { liabilityOf, sayLiability } from '../../../engine/rulebook/liability/liability.js';
import type { ReadDocuments } from './read-documents.js';

/** What each SPIFF of some files may cost at most, a sentence each; nothing where there are errors. */
export function liabilitiesIn({ rulebook, fileOf }: ReadDocuments, files: ReadonlySet<string>): string[] {
  const spiffs = rulebook?.spiffs ?? [];
  return spiffs.flatMap((spiff, index) =>
    rulebook && files.has(fileOf(`spiffs.${index}`))
      ? [sayLiability(spiff, liabilityOf(spiff, rulebook.facts))]
      : [],
  );
}
