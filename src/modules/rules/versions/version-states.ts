/**
 * Where a version is in its life. `superseded` is not stored: a published version all of whose days were taken by others, or by one that says the same with an earlier end. `retiring`: in force,
 * and somebody proposed to end it. One that was ended from a day on is `published` until that day.
 */
export type VersionState =
  | 'draft'
  | 'checked'
  | 'in-review'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'published'
  | 'retiring'
  | 'superseded'
  | 'retired';

/** What somebody does to a version; `file` is a publication by whoever holds the machine's own logins. */
export type VersionAction =
  | 'create'
  | 'clone'
  | 'file'
  | 'edit'
  | 'check'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'publish'
  | 'propose-retire'
  | 'retire';

/** From which states each act starts; the database holds the same as rows of `version_transition`, with where it leads. */
export const ACTS_FROM = {
  edit: ['draft', 'checked', 'rejected'],
  check: ['draft', 'checked'],
  submit: ['checked'],
  approve: ['in-review'],
  reject: ['in-review', 'retiring'],
  withdraw: ['draft', 'checked', 'in-review', 'approved', 'rejected'],
  publish: ['approved'],
  'propose-retire': ['published', 'retiring', 'retired'],
  retire: ['retiring'],
} as const satisfies Partial<Record<VersionAction, readonly VersionState[]>>;

/** An act on a version that is there. */
export type VersionAct = keyof typeof ACTS_FROM;

/** What may be done to a version in a state. */
export function actsOn(state: VersionState): VersionAct[] {
  const acts = Object.keys(ACTS_FROM) as VersionAct[];
  return acts.filter((act) => (ACTS_FROM[act] as readonly VersionState[]).includes(state));
}
