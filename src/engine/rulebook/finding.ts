import type { FindingCode } from './finding-codes.js';

/** Something wrong in what somebody wrote: where, what, and what to write instead. */
export interface Finding {
  /** An error stops the document; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** From the closed list in `docs/errors.md`. */
  readonly code: FindingCode;
  /** Place in the document: keys and list indexes joined by dots, `incentives.0.tiers.starts.1.pays`. */
  readonly path: string;
  readonly message: string;
  /** What to write, in one sentence. */
  readonly remedy: string;
  /** The key or value in question as written, for whoever looks for its place at or under `path`. */
  readonly text?: string;
}

/** What is wrong with one value, before anybody knows where it stands. */
export interface Fault {
  readonly code: FindingCode;
  readonly message: string;
  readonly remedy: string;
}

/** An error at a place; `text` is the word in question where it stands deeper than `path` says. */
export function errorAt(path: string, fault: Fault, text?: string): Finding {
  return { severity: 'error', ...fault, path, ...(text === undefined ? {} : { text }) };
}

/** A warning at a place. */
export function warningAt(path: string, fault: Fault, text?: string): Finding {
  return { ...errorAt(path, fault, text), severity: 'warning' };
}

/** A path one step deeper; the document itself has the empty path. */
export function pathTo(path: string, step: string | number): string {
  return path === '' ? String(step) : `${path}.${step}`;
}
