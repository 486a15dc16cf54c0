import { invariant } from '../../../../engine/kernel/invariant.js';
import { Refusal } from '../../../../platform/refusal.js';
import { isPlainMap, type PlainMap } from '../yaml/plain-tree.js';
import { readPaper } from '../yaml/read-paper.js';
import { samePlain } from './align.js';
import { placedValue } from './placed-value.js';
import { reconcile } from './reconcile.js';
import { spliced } from './splices.js';

const MARK = '\ufeff';

/** The data of a document that is about to be edited; a text that cannot be read is refused. */
export function treeToEdit(source: string): PlainMap {
  const { plain, faults } = readPaper(source);
  const [fault] = faults;
  if (fault) {
    const message = `The document cannot be edited, because it cannot be read. Line ${fault.line}: ${fault.message}`;
    throw new Refusal('DOCUMENT_UNREADABLE', message, fault.remedy);
  }
  if (isPlainMap(plain)) return plain;
  const message = 'The document cannot be edited, because it is no map of keys.';
  throw new Refusal('DOCUMENT_UNREADABLE', message, 'Write a whole document instead.');
}

/** The text with as little changed as makes it say the wanted data; everything else keeps its bytes. */
export function textFor(source: string, wanted: PlainMap): string {
  const mark = source.startsWith(MARK) ? MARK : '';
  const text = source.slice(mark.length);
  const result = mark + spliced(text, reconcile(text, placedValue(text), wanted));
  const { plain, faults } = readPaper(result);
  const [fault] = faults;
  if (fault && fault.code === 'TOO_LARGE')
    throw new Refusal('DOCUMENT_TOO_LARGE', fault.message, fault.remedy);
  invariant(!fault && samePlain(plain, wanted), 'an edited document says what was wanted');
  return result;
}
