/** How much one operation may ask. What is over a limit is refused before any resolver runs. */
export const LIMITS = {
  /** Levels of selection; introspection of the schema's own kind may go deeper. */
  depth: 12,
  introspectionDepth: 20,
  /** Levels of lists and maps in an input. */
  inputDepth: 60,
  aliases: 20,
  rootFields: 20,
  /** Things done by one request. */
  mutations: 5,
  directives: 20,
  tokens: 2_000,
  /** Sum of the fields' costs, each list counted by its page size. */
  cost: 5_000,
  /** Rows of a page of a list. */
  page: 200,
  /** Bytes of a request. */
  body: 1_048_576,
  /** Milliseconds that a request may take. */
  time: 30_000,
} as const;
