import type { Transaction } from '../../../platform/database/transaction.js';
import type { ChangedFact } from './changed-facts.js';

/** Facts of a person that their part of a team's quota hangs on. */
const OF_MEMBERS: readonly string[] = ['participant', 'assignment', 'quota'];

/** Changed facts, those of team members with their managers, where a plan takes the team's quotas for its own: then they touch the managers' pay as well. */
export async function withTeamLeads(
  tx: Transaction,
  position: bigint,
  facts: readonly ChangedFact[],
): Promise<readonly ChangedFact[]> {
  const members = facts.flatMap(({ kind, participants }) =>
    OF_MEMBERS.includes(kind) ? (participants ?? []) : [],
  );
  if (members.length === 0) return facts;
  const rows = await tx.query<{ participant: string; managers: readonly string[] }>(
    `with known as materialized (select entry from known_entries($1))
     select a.participant, array_agg(distinct a.manager) as managers
     from assignment a
     where a.participant = any($2::text[]) and a.manager is not null and a.entry in (select entry from known)
       and exists (
         select from publication p join document_version v using (version_id)
         where p.kind in ('plan', 'spiff') and v.text ~ 'team-quota' and p.entry in (select entry from known)
           and (p.ended_by is null or p.ended_by not in (select entry from known)))
     group by a.participant`,
    [position, [...new Set(members)]],
  );
  const managers = new Map(rows.map((row) => [row.participant, row.managers]));
  return facts.map((fact) => {
    if (!fact.participants || !OF_MEMBERS.includes(fact.kind)) return fact;
    const above = fact.participants.flatMap((person) => managers.get(person) ?? []);
    return { ...fact, participants: [...new Set([...fact.participants, ...above])] };
  });
}
