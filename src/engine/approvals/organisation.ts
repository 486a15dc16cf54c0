import type { Deal } from './deal.js';

/** The organisation as it stands at the moment of a decision: who manages whom, who has which role, and who is there. */
export interface Organisation {
  /** The manager of a person, or null; nothing where nobody told. */
  managerOf(person: string): string | null | undefined;
  peopleInRole(role: string): readonly string[];
  peopleInGroup(group: string): readonly string[];
  /** Whom a relation of the catalogue gives for a deal, such as the owner of the account. */
  related(deal: Deal, relation: string): readonly string[];
  /** Whether somebody works here and may act; who left, is locked, or is a service account does not decide. */
  isActive(person: string): boolean;
  /** Whether somebody is out of office. */
  isAway(person: string): boolean;
  /** Who may stand in for somebody who is away, by a grant in force now. */
  delegatesOf(person: string): readonly Delegation[];
  /** Whether the person gave themselves the right to decide at a level: a role, a membership, or the seller whose manager they are. */
  grantedOwnRight(person: string, level: string): boolean;
}

/** A dated grant by which somebody decides for another; it is not passed on. */
export interface Delegation {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Whether the grant reaches this matrix and this deal; the one who made the grant says so. */
  readonly covers: boolean;
  /** Whether whoever would stand in told the grant themselves; nobody decides by it. */
  readonly isOwn: boolean;
}

/** Who takes part in a deal and therefore may not decide on it. */
export interface Parties {
  readonly submitter: string;
  readonly seller: string | null;
  /** Everybody who changed the judged terms since the last decision of a person. */
  readonly editors: readonly string[];
  /** Direct, split and overlay beneficiaries of the credit the deal would give. */
  readonly beneficiaries: readonly string[];
  /** Those who would earn by rollup alone. */
  readonly rollup: readonly string[];
}

/** Why somebody of a level may not decide. */
export type Exclusion =
  | 'SUBMITTER'
  | 'SELLER'
  | 'EDITOR'
  | 'BENEFICIARY'
  | 'ROLLUP'
  | 'NOT_ACTIVE'
  | 'AWAY'
  | 'DECIDED_BEFORE'
  | 'GRANTED_OWN_RIGHT';
