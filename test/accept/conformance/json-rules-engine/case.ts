/** What json-rules-engine does with a rule: any JSON; the recorded sets write `undefined` as `{"$undefined": true}`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One rule of a recorded run; its event is what follows where the conditions hold. */
export interface RecordedRule {
  readonly conditions: Json;
  readonly event: Json;
}

/** One recorded run of the library: rules and facts in, events out, or an error. */
export interface RecordedRun {
  readonly id: string;
  readonly test: string;
  readonly rules: readonly RecordedRule[];
  readonly conditions?: Readonly<Record<string, Json>>;
  readonly facts: Readonly<Record<string, Json>>;
  /** Facts that were computed: the answer for each set of parameters. */
  readonly factTable?: readonly { readonly fact: string; readonly params: Json; readonly value: Json }[];
  readonly options?: Readonly<Record<string, boolean>>;
  readonly expected?: { readonly events: readonly Json[] };
}

/** One evaluation of an operator. */
export interface RecordedOperator {
  readonly operator: string;
  readonly left: Json;
  readonly right: Json;
  readonly result: boolean;
}

/** Truth tables: `values` down the side as fact and along the top as value; a sign each: 1, 0, or E where the run is rejected. */
export interface TruthTables {
  readonly values: readonly Json[];
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

export function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
