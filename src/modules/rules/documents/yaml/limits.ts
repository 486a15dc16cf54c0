import type { FaultAt } from './yaml-fault.js';

/** How deep a document may nest. */
export const MAX_DEPTH = 30;

/** Values a document may have. */
export const MAX_NODES = 20_000;

/** Words, signs and spaces a document may have: ten for each value. */
export const MAX_TOKENS = 200_000;

/** The fault of a document that nests too deep. */
export function tooDeep(offset: number): FaultAt {
  const message = `The document nests deeper than ${MAX_DEPTH} levels.`;
  return { code: 'TOO_LARGE', message, remedy: 'Is a bracket left open?', offset };
}

/** The fault of a document with too many values. */
export function tooMany(offset: number): FaultAt {
  const message = `The document has more than ${MAX_NODES.toLocaleString('en-US')} values.`;
  return { code: 'TOO_LARGE', message, remedy: 'Split it; a plan is about a page.', offset };
}
