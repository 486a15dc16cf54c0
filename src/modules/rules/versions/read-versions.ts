import type { Transaction } from '../../../platform/database/transaction.js';
import { momentOf } from '../../../platform/database/sql/moment.js';
import { UUID } from '../../../platform/graphql/schema/node-id.js';
import { Refusal } from '../../../platform/refusal.js';
import type { Version, VersionStep, VersionText, VersionedKind } from './version.js';
import type { VersionState } from './version-states.js';

/** Which versions to list; all parts must hold. */
export interface VersionFilter {
  readonly kind?: VersionedKind;
  readonly name?: string;
  /** Any of these, with their kind: `plan/seller`. */
  readonly names?: readonly string[];
  readonly states?: readonly VersionState[];
  readonly ids?: readonly string[];
}

/** A version of a list, with what it is sorted by: newest first, then by kind, name and id. */
export interface ListedVersion {
  readonly version: Version;
  readonly keys: readonly string[];
}

const isId = (id: string): boolean => UUID.test(id.toLowerCase());

/** Days of publications; null: without beginning, without end. */
const days = (of: string): string =>
  `json_build_object('from', lower(${of})::text, 'until', upper(${of})::text)`;

const NOW = `
  select v.version as id, v.kind, v.name, v.cloned_from as "clonedFrom", v.entry, s.step, s.revision, encode(s.hash, 'hex') as hash,
    case when s.state not in ('published', 'retired') then s.state when live.goes_on then 'published'
      when ended.first_day is not null then 'retired' when live.days is null then 'superseded' else 'published' end as state,
    s.state as stored,
    first.actor as author, first.action = 'file' as "byFile",
    (select array_agg(h.actor order by h.actor) from version_hand h where h.version = v.version and h.hand = 'author') as authors,
    (select h.actor from version_hand h where h.version = v.version and h.hand = 'approver') as approver,
    (select ${days('d.effective')} from version_step p join document_version d on d.version_id = p.published
      where p.publishes = v.version) as effective,
    (select d.fingerprint from version_step p join document_version d on d.version_id = p.published
      where p.publishes = v.version) as fingerprint,
    coalesce(live.days, '[]') as days,
    ended.first_day as "retiredFrom",
    case when s.state = 'retiring' then json_build_object('from', s.retired_from::text, 'by', s.actor, 'reason', s.reason) end as retirement
  from version v
  join lateral (select * from version_step s where s.version = v.version order by s.step desc limit 1) s on true
  join version_step first on first.version = v.version and first.step = 1
  left join lateral (
    select json_agg(${days('p.effective')} order by lower(p.effective) nulls first) as days,
      bool_or(upper_inf(p.effective) or upper(p.effective) > current_date) as goes_on
    from publication p where p.life = v.version and p.ended_by is null
  ) live on true
  left join lateral (
    select min(r.retired_from) as first_day from version_step r where r.version = v.version and r.action = 'retire'
  ) ended on true`;

type Row = Version & { readonly entry: string };

const PASSES = `($1::text is null or kind = $1) and ($2::text is null or name = $2) and ($3::text[] is null or state = any ($3))
  and ($4::uuid[] is null or id = any ($4)) and ($5::text[] is null or kind || '/' || name = any ($5))`;

function valuesOf({ kind, name, names, states, ids }: VersionFilter): unknown[] {
  const uuids = ids?.filter(isId) ?? null;
  return [kind ?? null, name ?? null, states ?? null, uuids, names ?? null];
}

/** Versions that pass a filter, newest first, from after some keys on. */
export async function listVersions(
  tx: Transaction,
  filter: VersionFilter,
  { after, limit }: { readonly after: readonly (string | null)[] | null; readonly limit: number },
): Promise<ListedVersion[]> {
  const rows = await tx.query<Row>(
    `select * from (${NOW}) now where ${PASSES}
       and ($6::bigint is null or entry < $6 or (entry = $6
         and (kind collate "C", name collate "C", id) > ($7::text collate "C", $8::text collate "C", $9::uuid)))
     order by entry desc, kind collate "C", name collate "C", id limit $10`,
    [...valuesOf(filter), ...(after ?? [null, null, null, null]), limit],
  );
  return rows.map(({ entry, ...version }) => {
    const { kind, name, id } = version;
    return { version, keys: [entry, kind, name, id] };
  });
}

/** How many versions pass a filter. */
export async function countVersions(tx: Transaction, filter: VersionFilter): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    `select count(*) from (${NOW}) now where ${PASSES}`,
    valuesOf(filter),
  );
  return Number(row?.count ?? 0);
}

/** Versions with their texts, by their ids; those that are not there are left out. */
export async function readVersions(tx: Transaction, ids: readonly string[]): Promise<VersionText[]> {
  const rows = await tx.query<VersionText & Row>(
    `select now.*, t.text as source, t.test_text as test, (
       select json_build_object('findings', c.findings, 'examples', c.examples, 'liability', c.liability) from version_step c
       where c.version = now.id and c.action = 'check' and c.revision = now.revision order by c.step desc limit 1) as checked
     from (${NOW}) now join version_text t on t.version = now.id and t.revision = now.revision
     where now.id = any ($1) order by kind collate "C", name collate "C", entry, id`,
    [ids.filter(isId)],
  );
  return rows.map(({ entry: _entry, ...version }) => version);
}

/** One version with its text; refused when there is none of that id. */
export async function readVersion(tx: Transaction, id: string): Promise<VersionText> {
  const [version] = await readVersions(tx, [id]);
  if (version) return version;
  throw new Refusal(
    'VERSION_UNKNOWN',
    `There is no version ${id}.`,
    'List the versions of the document, and take the id from there.',
    'version',
  );
}

/** The text that a version had at one of its revisions; undefined without such a revision. */
export async function readRevision(
  tx: Transaction,
  id: string,
  revision: number,
): Promise<{ source: string; test: string | null; hash: string } | undefined> {
  const [row] = await tx.query<{ source: string; test: string | null; hash: string }>(
    `select text as source, test_text as test, encode(hash, 'hex') as hash from version_text where version = $1 and revision = $2`,
    [id, revision],
  );
  return row;
}

/** Who did what to each of these versions, first to last; one statement for all. */
export async function readHistories(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly VersionStep[]>> {
  const rows = await tx.query<Omit<VersionStep, 'position'> & { position: string; version: string }>(
    `select s.version, s.step, s.action, s.before, s.state, s.revision, encode(s.hash, 'hex') as hash, s.actor, s.reason, a.position,
       ${momentOf('a.recorded_at')} as at, s.retired_from as "retiredFrom"
     from version_step s join audit_entry a using (entry) where s.version = any($1::uuid[]) order by s.version, s.step`,
    [ids],
  );
  const histories = new Map<string, VersionStep[]>(ids.map((id) => [id.toLowerCase(), []]));
  for (const { version, position, ...step } of rows)
    histories.get(version)?.push({ ...step, position: BigInt(position) });
  return histories;
}

/** The ids of the versions that were in force as a calculation knew it: what it worked with. Undefined without such a calculation. */
export async function pinnedIds(tx: Transaction, calculation: bigint): Promise<string[] | undefined> {
  const [row] = await tx.query<{ lives: string[] }>(
    `with known as materialized (select entry from calculation c cross join lateral known_entries(c.position) where c.calculation = $1)
     select (select coalesce(array_agg(distinct p.life), '{}') from publication p where p.entry in (select entry from known)
       and (p.ended_by is null or p.ended_by not in (select entry from known))) as lives
     from calculation where calculation = $1`,
    [calculation],
  );
  return row?.lives;
}
