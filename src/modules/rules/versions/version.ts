import type { PlacedFinding } from '../documents/placed-finding.js';
import type { DocumentKind } from '../documents/kinds/document-kinds.js';
import type { ExampleReport } from '../examples/example-report.js';
import type { VersionAction, VersionState } from './version-states.js';

/** Kinds of documents that have versions: a test has none, it stands beside the text it proves. */
export type VersionedKind = Exclude<DocumentKind, 'test'>;

/** Days from the first in force to the first no longer in force; null: without beginning, without end. */
export interface Days {
  readonly from: string | null;
  readonly until: string | null;
}

/** A version of a document, without its text. */
export interface Version {
  readonly id: string;
  readonly kind: VersionedKind;
  readonly name: string;
  readonly state: VersionState;
  /** The state that its last act left; days that were taken or have passed make another of it. */
  readonly stored: VersionState;
  /** Of the text; every edit adds one. */
  readonly revision: number;
  /** Counts the acts. Who acts may name the step they saw, and is refused when somebody acted since. */
  readonly step: number;
  /** SHA-256 of the text and its examples, in hex: what an approval is bound to. */
  readonly hash: string;
  readonly author: string;
  /** Everybody who wrote, edited or handed in the text; none of them may approve it. */
  readonly authors: readonly string[];
  readonly approver: string | null;
  /** Whether it was published from files by whoever holds the machine's own logins: no second person approved it. */
  readonly byFile: boolean;
  readonly clonedFrom: string | null;
  /** Names what decides pay in the published text; null before it is published. */
  readonly fingerprint: string | null;
  /** The days it was published for; null before. */
  readonly effective: Days | null;
  /** The days on which it is in force as published now; others may have taken some of its own. */
  readonly days: readonly Days[];
  /** The first day from which it was retired; null when it was not. */
  readonly retiredFrom: string | null;
  /** What somebody proposed, and waits for somebody else to confirm; null while there is no such proposal. */
  readonly retirement: ProposedRetirement | null;
}

/** A proposal to end a version: from which day on, by whom and why. */
export interface ProposedRetirement {
  readonly from: string;
  readonly by: string;
  readonly reason: string;
}

/** What the last check of a text came to. */
export interface Checked {
  readonly findings: readonly PlacedFinding[];
  readonly examples: Examples;
  /** What a SPIFF may cost at most, in a sentence; null for other documents, or where there are errors. */
  readonly liability: string | null;
}

/** How the examples came out; nothing is worked out where there are errors. */
export type Examples = Omit<ExampleReport, 'findings'>;

/** A version with its text, byte for byte as somebody wrote it. */
export interface VersionText extends Version {
  readonly source: string;
  /** The examples beside it; null without. */
  readonly test: string | null;
  /** Null when this very text was not checked. */
  readonly checked: Checked | null;
}

/** One act in the life of a version: who did what, when and why. */
export interface VersionStep {
  readonly step: number;
  readonly action: VersionAction;
  readonly before: VersionState | 'new';
  readonly state: VersionState;
  readonly revision: number;
  readonly hash: string;
  readonly actor: string;
  readonly reason: string;
  /** When it was recorded, as ISO 8601 in UTC. */
  readonly at: string;
  readonly position: bigint;
  readonly retiredFrom: string | null;
}
