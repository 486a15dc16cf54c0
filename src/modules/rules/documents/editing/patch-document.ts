import { textFor, treeToEdit } from '../patching/patch-to.js';
import { applyEdits } from './apply-edits.js';
import type { DocumentEdit } from './edit.js';

/**
 * The text of a document after edits: the values they name change, everything else keeps its bytes: comments, blank lines, quotes, line
 * breaks. Whether what it says is right is the check's question.
 */
export function patchDocument(source: string, edits: readonly DocumentEdit[]): string {
  return textFor(source, applyEdits(treeToEdit(source), edits));
}
