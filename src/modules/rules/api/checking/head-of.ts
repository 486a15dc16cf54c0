import { Refusal } from '../../../../platform/refusal.js';
import { readHead } from '../../documents/read/read-head.js';
import { isPlainMap } from '../../documents/yaml/plain-tree.js';
import { readPaper } from '../../documents/yaml/read-paper.js';
import type { DraftName } from '../../versions/draft-text.js';

/** The name of a text whose head cannot be read: the check says why. */
const UNNAMED: DraftName = { kind: 'plan', name: 'document' };

/** Which document a text is checked as. */
export function headIn(text: string): DraftName {
  return 'finding' in readHead(readPaper(text).plain) ? UNNAMED : headOf(text);
}

/** Which document a text says it is, by its first two keys. The rest of it may be wrong: the check says what. */
export function headOf(text: string): DraftName {
  const { plain } = readPaper(text);
  const head = readHead(plain);
  if ('finding' in head)
    throw new Refusal('DOCUMENT_UNREADABLE', head.finding.message, head.finding.remedy, 'text');
  const { kind } = head;
  const name = isPlainMap(plain) ? plain[kind] : undefined;
  if (kind !== 'test' && typeof name === 'string') return { kind, name };
  throw new Refusal(
    'DOCUMENT_UNREADABLE',
    'The text is no document that has versions.',
    'Start it with `kicker: 1` and, for a plan, `plan: field-ae`; give examples as test beside it.',
    'text',
  );
}
