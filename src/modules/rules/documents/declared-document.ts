import type { Fingerprint } from '../../../engine/kernel/fingerprint.js';
import type { DocumentKind } from './kinds/document-kinds.js';

/** A document as declared by a file. */
export interface DeclaredDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly file: string;
  /** Null for facts and tests, which have no versions. */
  readonly from: string | null;
  readonly until: string | null;
  readonly title: string | null;
  /** The text exactly as written. */
  readonly source: string;
  /** Covers what decides pay; for tests, the text. */
  readonly fingerprint: Fingerprint;
}
