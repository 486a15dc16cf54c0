/** How a command ends: 0 ok, 1 findings or a refusal, 2 wrong usage, 3 the environment is not as it must be. */
export const EXIT = { ok: 0, findings: 1, usage: 2, environment: 3 } as const;
