import { Refusal } from '../../../../platform/refusal.js';
import type { DocumentEdit, ListPlace } from '../editing/edit.js';
import { DOCUMENT_CLASSES, type DocumentKind } from '../kinds/document-kinds.js';
import type { Plain } from '../yaml/plain-tree.js';
import { editableParts } from './editable-parts.js';
import type { GivenDocument } from './input-of-document.js';
import type { TypedInput } from './input-of-tree.js';
import { conditionTree, treeOfInput } from './tree-of-input.js';

/** The one field that a choice has. */
function chosen(choice: TypedInput, path: string): [string, unknown] {
  const fields = Object.entries(choice).filter(([, value]) => value != null);
  const [only] = fields;
  if (only && fields.length === 1) return only;
  throw new Refusal(
    'ONE_OF_KEYS',
    'Exactly one field must be written here.',
    'Write one of the fields of this input.',
    path,
  );
}

/** The document of a choice of kinds. */
export function givenDocument(choice: TypedInput, path = ''): GivenDocument {
  const [kind, input] = chosen(choice, path);
  return { kind: kind as DocumentKind, input: input as TypedInput };
}

/** Edits as a client gives them. */
export function editsOfInput(inputs: readonly TypedInput[]): DocumentEdit[] {
  return inputs.map((input, index) => editOfInput(input, String(index)));
}

function editOfInput(edit: TypedInput, path: string): DocumentEdit {
  const [what, given] = chosen(edit, path);
  const fields = given as { path: string; value: TypedInput } & ListPlace;
  const at = `${path}.${what}`;
  if (what === 'replace') {
    const { kind, input } = givenDocument(given as TypedInput, at);
    return { replace: { tree: treeOfInput(DOCUMENT_CLASSES[kind], input, `${at}.${kind}`) } };
  }
  const place = {
    ...(fields.before == null ? {} : { before: fields.before }),
    ...(fields.after == null ? {} : { after: fields.after }),
  };
  if (what === 'set') return { set: { path: fields.path, value: valueOfInput(fields.value, at) } };
  if (what === 'add') return { add: { path: fields.path, value: valueOfInput(fields.value, at), ...place } };
  return what === 'move' ? { move: { path: fields.path, ...place } } : { remove: { path: fields.path } };
}

function valueOfInput(choice: TypedInput, path: string): Plain {
  const [what, given] = chosen(choice, `${path}.value`);
  if (what === 'text') return given as string;
  if (what === 'texts') return [given].flat() as string[];
  const at = `${path}.value.${what}`;
  if (what === 'condition') return conditionTree(given, at);
  const part = editableParts().get(what)?.part;
  if (part) return treeOfInput(part, given as TypedInput, at);
  throw new Refusal(
    'UNKNOWN_KEY',
    `There is no field ${what} here.`,
    'Write one of the fields of this input.',
    at,
  );
}
