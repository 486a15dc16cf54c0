import { Refusal } from '../../../../platform/refusal.js';
import { DOCUMENT_CLASSES, type DocumentKind } from '../kinds/document-kinds.js';
import { readDocument } from '../read-document.js';
import { isPlainMap } from '../yaml/plain-tree.js';
import { readPaper } from '../yaml/read-paper.js';
import { inputOfTree, type TypedInput, type WordsAs } from './input-of-tree.js';

/** A whole document as an input: which kind, and its fields. */
export interface GivenDocument {
  readonly kind: DocumentKind;
  readonly input: TypedInput;
}

/** A document's text as the typed input that says the same; refused where the document by itself is not right. */
export function inputOfDocument(source: string, words: WordsAs = 'received'): GivenDocument {
  const { content, findings } = readDocument({ path: '', text: source });
  const { plain } = readPaper(source);
  if (content && isPlainMap(plain))
    return { kind: content.kind, input: inputOfTree(DOCUMENT_CLASSES[content.kind], plain, words) };
  const message = `The document has no typed form, because it is not right. ${findings[0]?.message ?? ''}`;
  throw new Refusal('DOCUMENT_NOT_RIGHT', message, findings[0]?.remedy ?? 'Check it first.');
}
