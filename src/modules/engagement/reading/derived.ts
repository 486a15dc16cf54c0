import { writeDay } from '../../../engine/kernel/day.js';
import type { Base } from './bases.js';
import { activityKey, historyKey, type Historied, type StageReached } from './histories.js';
import type { Thing } from './stored-things.js';

/** What facts follow from: stages, activities and registrations of everything that is asked about. */
export interface Histories {
  readonly stages: ReadonlyMap<string, readonly StageReached[]>;
  readonly activities: ReadonlyMap<string, string>;
  readonly registrations: readonly Thing[];
  /** Of owners of books, by `ownedKey`. */
  readonly owned: ReadonlyMap<string, number>;
}

/** Facts of the last activity, by what the activity was on. */
export const LAST_ACTIVITY: readonly (readonly [fact: string, of: Historied])[] = [
  ['account.last-activity', 'account'],
  ['opportunity.last-engagement', 'opportunity'],
  ['lead.last-activity', 'lead'],
  ['registration.last-activity', 'registration'],
];

/** Facts that follow from others, where nobody told them: the n-th of what is asked about. `moved` is the day of its transfer. */
export function derivedTexts(
  base: Base,
  nth: number,
  { histories, moved }: { readonly histories: Histories; readonly moved: string | null },
): readonly (readonly [string, string])[] {
  const { opportunity, kind, id } = base;
  const today = writeDay(base.day);
  const at = (stages: readonly StageReached[], day: string): StageReached | undefined =>
    stages.filter((each) => each.day <= day).at(-1);
  const ofOpportunity = histories.stages.get(historyKey('opportunity', opportunity ?? '')) ?? [];
  const ofLead = kind === 'lead' ? (histories.stages.get(historyKey('lead', id)) ?? []) : [];
  const [now, lead] = [at(ofOpportunity, today), at(ofLead, today)];
  const transferred = moved === null ? undefined : at(ofOpportunity, moved < today ? moved : today);
  const found: readonly (readonly [string, string | undefined])[] = [
    ['opportunity.stage', now?.stage],
    ['opportunity.in-stage-since', now?.day],
    ['opportunity.stage-at-transfer', transferred?.stage],
    ['lead.stage', lead?.stage],
    ['lead.in-stage-since', lead?.day],
    ['book.accounts', kind === 'book' ? ownedBy(base, histories.owned) : undefined],
    ['registration.earlier-approved', earlierApproved(base, histories.registrations)],
    ...LAST_ACTIVITY.map(([fact, of]) => [fact, histories.activities.get(activityKey(nth, of))] as const),
  ];
  return found.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

/** How many accounts the owner of a book owns on the day. */
function ownedBy({ people: [owner], day }: Base, owned: Histories['owned']): string | undefined {
  return owner === undefined ? undefined : owned.get(ownedKey(owner, day))?.toString();
}

/** Names the owner of a book on a day. */
export function ownedKey(owner: string, day: number): string {
  return `${day} ${owner}`;
}

/**
 * How many other registrations of the same opportunity are approved by the day, of those that came first: approved before this one, or filed before it where
 * both were approved on one day. All of them where it is not approved.
 */
function earlierApproved(
  { kind, id, day, opportunity, texts }: Base,
  all: readonly Thing[],
): string | undefined {
  if (kind !== 'registration' || opportunity === null) return undefined;
  const until = writeDay(day);
  const own = texts.get('registration.approved');
  const filed = texts.get('registration.filed') ?? '';
  const earlier = all.filter((other) => {
    if (other.id === id || other.opportunity !== opportunity || other.day === null || other.day > until)
      return false;
    if (own === undefined || own > until || other.day < own) return true;
    return other.day === own && (other.texts.get('registration.filed') ?? '') < filed;
  });
  return `${earlier.length}`;
}
