import { checkFilled, factsAsked } from '../../../engine/rulebook/checks/check-filled.js';
import { capsAsked, checkCaps } from '../../../engine/rulebook/checks/limits/check-caps.js';
import { checkCurrenciesAtHand, currenciesAsked } from '../../../engine/rulebook/checks/money/check-fx.js';
import { checkQuotas, quotasAsked } from '../../../engine/rulebook/checks/money/check-quotas.js';
import { factReads } from '../../../engine/rulebook/reads/fact-reads.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { PlacedFinding } from '../documents/placed-finding.js';
import type { ReadDocuments } from '../documents/read-documents.js';
import { lastPosition } from '../publication/read-publications.js';
import { capsAtHand } from './caps-at-hand.js';
import { currenciesAtHand } from './currencies-at-hand.js';
import { factsAtHand } from './facts-at-hand.js';
import { quotasAtHand } from './quotas-at-hand.js';

/** What documents of these files ask for and the company's data never have, as known now; nothing before there are bookings, or while there is an error. */
export async function findingsAtHand(
  tx: Transaction,
  read: ReadDocuments,
  files: ReadonlySet<string>,
): Promise<readonly PlacedFinding[]> {
  const { rulebook } = read;
  if (!rulebook) return [];
  const reads = factReads(rulebook).filter(({ path }) => files.has(read.fileOf(path)));
  const position = await lastPosition(tx);
  const atHand = await factsAtHand(tx, position, factsAsked(rulebook, reads));
  if (!atHand) return [];
  // Of what nothing has, that is said already.
  const quotas = quotasAsked(rulebook).filter(
    ({ name, path }) => atHand.filled.has(name) && files.has(read.fileOf(path)),
  );
  const held = await quotasAtHand(tx, position, quotas);
  const { conversions, plans } = currenciesAsked(rulebook);
  const isOwn = ({ path }: { readonly path: string }): boolean => files.has(read.fileOf(path));
  const currencies = { conversions: conversions.filter(isOwn), plans: plans.filter(isOwn) };
  const caps = capsAsked(rulebook).filter(isOwn);
  return read.place([
    ...checkFilled(rulebook, atHand, reads),
    ...checkQuotas(quotas, held),
    ...checkCaps(caps, await capsAtHand(tx, position, caps)),
    ...checkCurrenciesAtHand(currencies, await currenciesAtHand(tx, position, currencies)),
  ]);
}
