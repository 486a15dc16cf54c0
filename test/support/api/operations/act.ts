/** What a mutation is asked with. */
export type Input = Readonly<Record<string, unknown>>;

/** Does a mutation as somebody, with a key of its own, and gives its payload; fails when it is refused. */
export interface Doing {
  (login: string, mutation: string, input: Input): Promise<Record<string, unknown>>;
  /** Sends what webhooks are to be told; nothing leaves for addresses that are not public, and it is tried once. */
  readonly sendWebhooks: () => Promise<void>;
}

/** A mutation that can be done as often as wanted. */
export interface Act {
  readonly by: string;
  /** Somebody else whose role it is. */
  readonly orBy: string;
  /** Makes what it needs, and an input that succeeds; `by` is who will ask. */
  readonly input: (nth: number, doing: Doing, by: string) => Promise<Input> | Input;
  /** A change of the input, so that it is another request. */
  readonly other: Input;
}
