import { Refusal } from '../../../platform/refusal.js';
import { MAX_TEXT } from '../documents/yaml/decode-text.js';
import type { VersionedKind } from './version.js';
import type { Texts } from './write-version.js';

/** Which document a draft is of. */
export interface DraftName {
  readonly kind: VersionedKind;
  readonly name: string;
}

const KINDS: readonly VersionedKind[] = ['facts', 'plan', 'spiff', 'engagement', 'approvals', 'table'];
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LONGEST = 60;

/** Refuses a name that no document can have. */
export function requireName({ kind, name }: DraftName): void {
  if (!KINDS.includes(kind))
    throw new Refusal(
      'DOCUMENT_KIND_UNKNOWN',
      `${kind} is no kind of document that has versions.`,
      `One of ${KINDS.join(', ')}.`,
      'kind',
    );
  if (ID.test(name) && name.length <= LONGEST) return;
  throw new Refusal(
    'DOCUMENT_NAME',
    'The name of a document is lower-case words joined by hyphens, at most 60 characters.',
    'Write it as in the text: plan: account-executive.',
    'name',
  );
}

/** Refuses what cannot be kept byte for byte. Everything else is kept, right or wrong: the check says what is wrong with it. */
export function requireTexts({ text, test }: Texts): void {
  requireText(text, 'text');
  if (test !== null) requireText(test, 'test');
}

function requireText(text: string, path: string): void {
  const longer = text.length > MAX_TEXT + 1;
  if (!longer && !text.includes('\0') && !/\p{Surrogate}/u.test(text)) return;
  throw new Refusal(
    'TEXT_UNREADABLE',
    longer ? 'The text has more than 1 MB.' : 'The text holds NUL characters or halves of characters.',
    longer ? 'Split the document; a plan is about a page.' : 'Save it as UTF-8 and send that.',
    path,
  );
}
