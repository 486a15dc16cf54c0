import { Parser, type CST } from 'yaml';
import type { Place } from '../placed-finding.js';
import type { Fault } from '../../../../engine/rulebook/finding.js';
import { checkSize } from './check-size.js';
import { checkTokens } from './check-tokens.js';
import { decodeText } from './decode-text.js';
import type { PlacedNode, Plain } from './plain-tree.js';
import { readTree } from './read-tree.js';
import { TextLines } from './text-lines.js';
import type { FaultAt } from './yaml-fault.js';

/** A file as data, or what is wrong with it as paper. */
export interface Paper {
  readonly text: string;
  readonly plain: Plain;
  readonly nodes: readonly PlacedNode[];
  readonly faults: readonly (Fault & Place & { readonly path?: string })[];
}

const NOWHERE: Place = { line: 1, column: 1 };

/** Reads the text of one file to data, in steps of which each protects the next: encoding, tokens, size, tree. */
export function readPaper(content: string | Uint8Array): Paper {
  const decoded = decodeText(content);
  if ('fault' in decoded)
    return { text: '', plain: '', nodes: [], faults: [{ ...decoded.fault, ...NOWHERE }] };
  const { text } = decoded;
  const lines = new TextLines(text);
  const placed = (faults: readonly FaultAt[]): Paper['faults'] =>
    faults.map(({ offset, ...fault }) => ({ ...fault, ...lines.at(offset) }));
  const refused = (faults: readonly FaultAt[]): Paper => ({
    text,
    plain: '',
    nodes: [],
    faults: placed(faults),
  });
  const read = checkTokens(text);
  if (read.faults.length > 0) return refused(read.faults);
  const tokens = parse(read.lexemes);
  const size = checkSize(tokens);
  if (size) return refused([size]);
  const { plain, nodes, faults } = readTree(text, tokens, lines);
  return { text, plain, nodes, faults: placed(faults) };
}

/** Puts words together to the syntax tree; this does not recurse, so no text can exhaust it. */
function parse(lexemes: readonly string[]): CST.Token[] {
  const parser = new Parser();
  return [...lexemes.flatMap((lexeme) => [...parser.next(lexeme)]), ...parser.end()];
}
