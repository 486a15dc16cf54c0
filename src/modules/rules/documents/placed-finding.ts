import type { Finding } from '../../../engine/rulebook/finding.js';

/** A file that somebody wrote. Bytes are decoded here; text was decoded by whoever read it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/** Where something stands in a text; both count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A finding with the place a person has to look at. */
export interface PlacedFinding extends Finding, Place {
  readonly file: string;
}
