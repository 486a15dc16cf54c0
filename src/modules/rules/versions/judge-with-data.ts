import type { Transaction } from '../../../platform/database/transaction.js';
import { findingsAtHand } from '../at-hand/findings-at-hand.js';
import { lastPosition, readPublications } from '../publication/read-publications.js';
import { judgeVersion, textFiles, type Judged, type Subject } from './judge-version.js';

/** The one check beside what is published now, with what the version asks for and the company's data never have. */
export async function judgeWithData(tx: Transaction, subject: Subject): Promise<Judged> {
  const judged = judgeVersion(subject, await readPublications(tx, await lastPosition(tx)));
  if (!judged.read) return judged;
  const own = new Set(textFiles(subject).map(({ path }) => path));
  return { ...judged, findings: [...judged.findings, ...(await findingsAtHand(tx, judged.read, own))] };
}
