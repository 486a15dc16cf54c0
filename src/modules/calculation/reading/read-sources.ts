import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { PlanSource } from '../../../engine/explain/source/say-source.js';
import type { Earning } from '../../../engine/model/result.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { paperOf } from '../../rules/rules.service.js';
import type { PinnedVersion } from '../calculation.js';
import type { StoredEarning } from './read-earnings.js';
import { readSummary } from './read-summary.js';

/** By which version of which plan, and which paragraph of the signed paper, earnings of a calculation were worked out; by the earning's id. */
export async function readSources(
  tx: Transaction,
  calculation: bigint,
  earnings: readonly StoredEarning[],
): Promise<ReadonlyMap<string, PlanSource>> {
  const pinned = (await readSummary(tx, calculation))?.versions ?? [];
  const decided = earnings.flatMap(({ id, earning }) => {
    const version = versionOf(earning, pinned);
    return version ? [{ id, version, incentive: earning.incentive }] : [];
  });
  const texts = await tx.query<{ version_id: string; text: string }>(
    'select version_id, text from document_version where version_id = any($1::uuid[])',
    [[...new Set(decided.map(({ version }) => version.version))]],
  );
  const papers = new Map(texts.map(({ version_id: id, text }) => [id, paperOf(text)]));
  return new Map(
    decided.map(({ id, incentive, version: { kind, name, from, version } }) => {
      const { document, signed, paragraphs } = papers.get(version) ?? {};
      const paragraph = paragraphs?.get(incentive);
      const source = { id: name, from, document, signed, paragraph };
      return [id, { kind: kind === 'spiff' ? 'spiff' : 'plan', ...source }];
    }),
  );
}

/** Of versions that decide alike, which may say otherwise where they stand, the one in force at the end of the pay period. */
function versionOf(
  { plan, version, period }: Earning,
  pinned: readonly PinnedVersion[],
): PinnedVersion | undefined {
  const alike = pinned.filter(
    ({ kind, name, fingerprint }) =>
      (kind === 'plan' || kind === 'spiff') && name === plan && fingerprint === version,
  );
  return alike.find((each) => isInForce(each, period.until - 1)) ?? alike.at(-1);
}

function isInForce({ from, until }: PinnedVersion, day: Day): boolean {
  const [first, end] = [from, until].map((text) => (text === null ? undefined : readDay(text)));
  return (first === undefined || first <= day) && (end === undefined || day < end);
}
