import { invariant } from '../../../engine/kernel/invariant.js';
import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readDocument } from '../documents/read-document.js';
import { TextUnreadable } from './known-contents.js';

/** The version of a matrix by which a request was submitted: it stays, whatever is published later. */
export async function readPinnedMatrix(
  tx: Transaction,
  id: string,
  fingerprint: string,
): Promise<ApprovalMatrix> {
  const [row] = await tx.query<{ text: string }>(
    `select text from document_version where kind = 'approvals' and name = $1 and fingerprint = $2 limit 1`,
    [id, fingerprint],
  );
  invariant(row !== undefined, `the matrix ${id} ${fingerprint} is no longer kept`);
  const { content } = readDocument({ path: `approvals ${id}`, text: row.text });
  if (content?.kind !== 'approvals') throw new TextUnreadable(`the matrix ${id} can no longer be read`);
  return content.matrix;
}
