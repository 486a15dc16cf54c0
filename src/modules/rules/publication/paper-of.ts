import { isPlainMap, type Plain } from '../documents/yaml/plain-tree.js';
import { readPaper } from '../documents/yaml/read-paper.js';

/** The signed paper that a published plan or SPIFF says again, and where in it each incentive stands. */
export interface SignedPaper {
  readonly document?: string;
  readonly signed?: string;
  /** By the id of the incentive; who gives no paragraph is not in it. */
  readonly paragraphs: ReadonlyMap<string, string>;
}

/** What a text says of its sources. They decide no pay, so that no rulebook holds them. */
export function paperOf(text: string): SignedPaper {
  const { plain } = readPaper(text);
  if (!isPlainMap(plain)) return { paragraphs: new Map() };
  const { source, incentives } = plain;
  const given = isPlainMap(source) ? source : {};
  return {
    ...textOf('document', given['document']),
    ...textOf('signed', given['signed']),
    paragraphs: new Map(listOf(incentives).flatMap(paragraphOf)),
  };
}

function paragraphOf(incentive: Plain): readonly (readonly [string, string])[] {
  if (!isPlainMap(incentive)) return [];
  const { id, source } = incentive;
  return typeof id === 'string' && typeof source === 'string' ? [[id, source]] : [];
}

function textOf<K extends string>(key: K, value: Plain | undefined): { readonly [key in K]?: string } {
  return typeof value === 'string' ? ({ [key]: value } as { [key in K]: string }) : {};
}

function listOf(value: Plain | undefined): readonly Plain[] {
  return Array.isArray(value) ? (value as readonly Plain[]) : [];
}
