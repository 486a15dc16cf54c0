import { fingerprintOf, type Fingerprint } from '../../../engine/kernel/fingerprint.js';
import type {
  ApprovalMatrix,
  EngagementPolicy,
  FactCatalogue,
  Plan,
  Rulebook,
  Spiff,
  Table,
  Versioned,
} from '../../../engine/rulebook/rulebook.js';
import { KnownContents } from './known-contents.js';
import { effectiveOf, joined, type Publication } from './publication.js';
import { publicationOf, type PublishedText } from './read-publications.js';

/** The rules in force at a position, what names them, and the versions they are made of. */
export interface PinnedRulebook {
  readonly rulebook: Rulebook;
  /** Covers what decides pay and when it is in force; not titles, sources or which text said it. */
  readonly fingerprint: Fingerprint;
  readonly versions: readonly Publication[];
}

const CONTENTS = new KnownContents();

/** The rulebook of published texts; each version is in force when it was published to be, whatever later versions took of its days. */
export function rulebookOf(published: readonly PublishedText[]): PinnedRulebook | undefined {
  const parts = joined(published);
  let facts: FactCatalogue | undefined;
  const [policies, plans, tables]: [EngagementPolicy[], Plan[], Table[]] = [[], [], []];
  const spiffs: Spiff[] = [];
  const approvals: ApprovalMatrix[] = [];
  for (const part of parts) {
    const content = CONTENTS.of(part);
    if (content.kind === 'facts') facts = content.facts;
    if (content.kind === 'engagement') policies.push(inForce(content.policy, part));
    if (content.kind === 'plan') plans.push(inForce(content.plan, part));
    if (content.kind === 'spiff') spiffs.push(inForce(content.spiff, part));
    if (content.kind === 'approvals') approvals.push(inForce(content.matrix, part));
    if (content.kind === 'table') tables.push(inForce(content.table, part));
  }
  if (!facts) return undefined;
  const versions = parts.map(publicationOf);
  const named = versions.map(({ kind, name, fingerprint, from, until }) => ({
    kind,
    name,
    fingerprint,
    from,
    until,
  }));
  return {
    rulebook: { facts, policies, plans, spiffs, approvals, tables },
    fingerprint: fingerprintOf(named),
    versions,
  };
}

function inForce<T extends Versioned>(document: T, part: PublishedText): T {
  return { ...document, effective: effectiveOf(part) };
}
