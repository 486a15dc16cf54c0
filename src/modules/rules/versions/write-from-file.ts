import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import type { StoredText } from '../publication/publish-documents.js';
import { insertStep, insertText, insertVersion } from './write-version.js';

/**
 * The life of a version that comes published: by file, from whoever holds the machine's own logins. Its one step says so, and that nobody
 * approved it.
 */
export async function writeFromFile(
  tx: ChangeTransaction,
  { version: published, hash, document }: StoredText,
  { test, reason }: { readonly test: string | null; readonly reason: string },
): Promise<string> {
  const id = await insertVersion(tx, { kind: document.kind, name: document.id, of: published });
  const both = await insertText(tx, { version: id, revision: 1, text: document.source, test });
  await insertStep(
    tx,
    { id, step: 0, stored: 'new', revision: 0 },
    {
      action: 'file',
      state: 'published',
      revision: 1,
      hash: both,
      reason,
      published: { version: published, hash },
    },
  );
  return id;
}
