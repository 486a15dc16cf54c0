/** One operation of a job: what it does and what to change. */
export interface RecipeStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** One named GraphQL operation. */
  readonly operation: string;
  /** JSON text; a value such as `<planDefine.version.id from step 1>` is what that step answered there. */
  readonly variables: string;
}

/** A job in the words of those who do it, step by step. */
export interface Recipe {
  readonly id: string;
  readonly title: string;
  /** Whose job it is; who else looks finds it below their own. */
  readonly forRoles: readonly string[];
  readonly summary: string;
  readonly steps: readonly RecipeStep[];
}
