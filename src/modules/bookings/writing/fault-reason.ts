import { HOUSE_ALONE } from '../../../engine/model/credit-ruling.js';
import type { Rejection } from '../reading/read-row.js';
import { shortened } from '../reading/read-row.js';
import type { Exclusive, Kind } from '../kinds/kind.js';

/** A row of `stage_fault`. */
export interface StageFault {
  readonly line: number;
  readonly code: string;
  readonly at: string;
  readonly value: string;
  readonly other: string | null;
}

/** What a fault found between rows means, for a person; `headers` are the file's own names of our columns. */
export function rejectionOf(fault: StageFault, kind: Kind, headers: ReadonlyMap<string, string>): Rejection {
  const column = fault.at === '' ? (kind.natural[0] ?? '') : fault.at;
  const reason = reasonOf(fault, kind);
  return { line: fault.line, column: headers.get(column) ?? column, value: shortened(fault.value), reason };
}

/** Of ids that name nothing: what there is none of, and what to import first. */
const UNKNOWN: Readonly<Record<string, string>> = {
  'unknown-participant': 'there is no participant with this id; import participants first',
  'unknown-shares': 'somebody in it is no participant; import participants first',
  'unknown-team':
    'nobody is in this team; give its people their team in a file of participants, column "participant.team"',
  'unknown-territory': 'there is no territory with this id; import territories first',
  'unknown-territory-group': 'no territory belongs to this group; import territories first',
  'unknown-account': 'there is no account with this id; import accounts first',
  'unknown-booking': 'there is no booking with this id from that source; import bookings first',
  'unknown-deal': 'there is no deal with this id; import deals first',
  'unknown-opportunity': 'there is no opportunity with this id; import opportunities first',
  'unknown-lead': 'there is no lead with this id; import leads first',
  'unknown-registration': 'there is no registration with this id; import registrations first',
};

function reasonOf({ code, other, value }: StageFault, kind: Kind): string {
  if (code === 'unknown-shares' && HOUSE_WITH_PARTS.test(value)) return HOUSE_ALONE;
  const unknown = UNKNOWN[code];
  if (unknown !== undefined) return unknown;
  switch (code) {
    case 'twice':
      return `line ${other} of the file gives the same ${kind.noun}; for several revisions of one fact give the column "revision"`;
    case 'recurrency':
      return `its lines are in ${other}; take them back first, or tell the deal whole with its lines`;
    case 'conflict':
      return `revision ${other === null ? '' : `of ${other} `}is known already with other content; a correction needs a higher revision`;
    case 'apart':
      return `another line of this booking is dated ${other}; the lines of one booking have one date and one sequence`;
    case 'cycle':
      return `it would close a circle of ${circleOf(kind)}: ${other}`;
    case 'unknown-matrix':
      return `no approval matrix of this name is published; there is ${other}`;
    case 'unlike':
      return `${other}; all results of one measure have one unit`;
    default:
      return overlapping(other, kind.exclusive[Number(code.slice('overlap '.length))]);
  }
}

/** The house among shares, as if it were a person. */
const HOUSE_WITH_PARTS = /(^|,)\s*house\s+\d+\s*(,|$)/;

function circleOf({ name }: Kind): string {
  if (name === 'delegations') return 'people, each of whom decides for the one before';
  return name === 'assignments' ? 'managers' : 'accounts, each belonging to the next';
}

function overlapping(other: string | null, exclusive: Exclusive | undefined): string {
  if (exclusive?.dayless) return `two ${exclusive.what}: ${other}; ${exclusive.dayless.remedy}`;
  const ending = other?.endsWith('open') ? '; give that one an until' : '';
  const remedy = exclusive?.unless ? `; ${exclusive.unless.remedy}` : '';
  return `two ${exclusive?.what ?? 'rows'} overlap: ${other}${ending}${remedy}`;
}
