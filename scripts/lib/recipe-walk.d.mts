/** One recipe, followed by a persona. */
export interface Walk {
  readonly as: string;
  readonly recipe: string;
  /** By the title of a step: the variables that a person writes after reading what the earlier steps answered. */
  readonly puts?: Readonly<Record<string, (answers: readonly never[]) => Record<string, unknown>>>;
}

export const WALK: readonly Walk[];
