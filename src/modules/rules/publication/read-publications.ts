import { invariant } from '../../../engine/kernel/invariant.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Publication } from './publication.js';

/** A publication with the text that is in force. */
export interface PublishedText extends Publication {
  /** The version, from its draft on, whose days these are. */
  readonly life: string;
  readonly text: string;
  readonly catalogue: string | null;
}

/** The publication alone: which version is in force when. */
export function publicationOf({
  text: _text,
  catalogue: _catalogue,
  life: _life,
  ...publication
}: PublishedText): Publication {
  return publication;
}

/** What is published as known at a position, by kind, name and first day. */
export async function readPublications(tx: Transaction, position: bigint): Promise<PublishedText[]> {
  const rows = await tx.query<PublishedText>(
    `with known as materialized (select entry from known_entries($1))
     select p.publication_id as id, p.version_id as version, p.life, p.kind, p.name, lower(p.effective)::text as from, upper(p.effective)::text as until,
       v.fingerprint, v.text, v.catalogue_fingerprint as catalogue
     from publication p join document_version v using (version_id)
     where p.entry in (select entry from known) and (p.ended_by is null or p.ended_by not in (select entry from known))
     order by p.kind collate "C", p.name collate "C", lower(p.effective) nulls first`,
    [position],
  );
  invariant(rows.filter((row) => row.kind === 'facts').length <= 1, 'two fact catalogues are in force');
  return rows;
}

/** The position last reached. */
export async function lastPosition(tx: Transaction): Promise<bigint> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return BigInt(row?.position ?? 0);
}
