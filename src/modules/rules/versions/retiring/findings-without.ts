import { errorAt, warningAt } from '../../../../engine/rulebook/finding.js';
import { latestKnown } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { PlacedFinding } from '../../documents/placed-finding.js';
import { findingsBeside } from '../../publication/beside.js';
import { lastPosition, type PublishedText } from '../../publication/read-publications.js';
import { nameOf } from '../judge-version.js';
import type { VersionText } from '../version.js';

/** What is published with a version and what would be without it, and the parts of it that would end on a day. */
export interface Ending {
  readonly published: readonly PublishedText[];
  readonly after: readonly PublishedText[];
  readonly ending: readonly PublishedText[];
  readonly from: string;
}

/** What would be wrong without the version that is right with it. */
export async function findingsWithout(
  tx: Transaction,
  now: VersionText,
  { published, after, ending, from }: Ending,
): Promise<PlacedFinding[]> {
  const file = nameOf(now);
  const at = { file, line: 1, column: 1 };
  if (now.kind === 'facts') {
    const message = 'Every rule reads the fact catalogue: without one nothing can be calculated.';
    const remedy = 'Publish another catalogue instead; it takes the place of this one.';
    return [{ ...errorAt('facts', { code: 'NO_CATALOGUE', message, remedy }), ...at }];
  }
  const key = ({ code, message }: PlacedFinding): string => `${code} ${message}`;
  const known = new Set(findingsBeside(published, file).map(key));
  const fresh = findingsBeside(after, file).filter((finding) => !known.has(key(finding)));
  const gap = (message: string, remedy: string): PlacedFinding[] => [
    ...fresh,
    { ...warningAt('from', { code: 'VERSIONS_GAP', message, remedy }), ...at },
  ];
  if (now.kind === 'engagement')
    return gap(
      `From ${from} on this engagement policy credits nobody, and no other takes its days.`,
      'Publish the policy that follows instead; it takes these days.',
    );
  const people = now.kind === 'plan' ? await assignedOn(tx, now.name, { ending, from }) : [];
  if (people.length === 0) return fresh;
  const [first, ...others] = people;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return gap(
    `From ${from} on nothing pays who is assigned to this plan: ${first}${more}.`,
    'Assign them to another plan from that day on, or publish the version that follows instead.',
  );
}

/** Who is assigned to a plan on days from one on that parts in force would leave, by id. */
async function assignedOn(
  tx: Transaction,
  plan: string,
  { ending, from }: Pick<Ending, 'ending' | 'from'>,
): Promise<string[]> {
  const rows = await tx.query<{ participant: string }>(
    `select seat.participant from (${latestKnown('assignment', 'participant, plan, effective_from, effective_until')}) seat
     where seat.plan = $2 and exists (
       select from unnest($3::date[], $4::date[]) part (first, until)
       where daterange(greatest(part.first, $5::date), part.until) && daterange(seat.effective_from, seat.effective_until))
     group by seat.participant order by seat.participant collate "C"`,
    [await lastPosition(tx), plan, ending.map((part) => part.from), ending.map((part) => part.until), from],
  );
  return rows.map(({ participant }) => participant);
}
