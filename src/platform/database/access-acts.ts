/** The actions of audit entries after which somebody may sign in, may no longer, or is another participant. */
export const ACCESS_ACTS = ['user.add', 'user.change', 'user.disable', 'user.enable'] as const;
