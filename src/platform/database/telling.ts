/**
 * The actions of audit entries under which facts and rules are told: whatever writes rows of fact tables, undoes them or publishes does so
 * under one of these, so that the audit alone says whether anything was told between two positions.
 */
export const TELLING = {
  import: 'import',
  undo: 'undo import',
  uphold: 'dispute.uphold',
  transition: 'transition.apply',
  publish: 'document.publish',
  publishVersion: 'version.publish',
  retireVersion: 'version.retire',
  clear: 'booking.clear',
} as const;

/** The actions of audit entries after which somebody may sign in, may no longer, or is another participant. */
export const ACCESS_ACTS = ['user.add', 'user.change', 'user.disable', 'user.enable'] as const;
