/** A value as the files have it: JSON, with dates, times and durations as `$type` and text. */
export type DmnValue =
  | null
  | boolean
  | number
  | string
  | { readonly $type: 'date' | 'time' | 'dateTime' | 'duration'; readonly value: string };

/** A constant or another input. `lex` is a number's decimal text. */
export interface DmnOperand {
  readonly lit?: DmnValue;
  readonly lex?: string;
  readonly ref?: readonly string[];
}

export type DmnTerm =
  | (DmnOperand & { readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' })
  | {
      readonly op: 'in';
      readonly lo: DmnOperand;
      readonly loIncl: boolean;
      readonly hi: DmnOperand;
      readonly hiIncl: boolean;
      /** As the cell has them, where it is given as text: an end that is out may be written in two ways. */
      readonly brackets?: readonly [string, string];
    };

/** One cell. */
export interface DmnTest {
  readonly any?: true;
  readonly anyOf?: readonly DmnTerm[];
  readonly noneOf?: readonly DmnTerm[];
}

export interface DmnOutput {
  readonly name: string | null;
  readonly orderedValues?: readonly DmnValue[] | null;
  readonly default?: DmnOperand | null;
}

export interface DmnTable {
  readonly name: string;
  readonly hitPolicy: string;
  readonly inputs: readonly {
    readonly path: readonly string[];
    readonly allowed?: DmnTest | null;
  }[];
  readonly outputs: readonly DmnOutput[];
  readonly rules: readonly { readonly when: readonly DmnTest[]; readonly gives: readonly DmnOperand[] }[];
}

/** A table as the files have it. */
export interface WrittenTable extends Omit<DmnTable, 'rules'> {
  readonly rules: readonly { readonly when: readonly DmnTest[]; readonly then: readonly DmnOperand[] }[];
}

/** A table of the files. */
export function tableOf(written: WrittenTable): DmnTable {
  return { ...written, rules: written.rules.map(({ when, then: gives }) => ({ when, gives })) };
}

/** Inputs are keyed by dotted path. */
export interface DmnCase {
  readonly id: string;
  readonly inputs: Readonly<Record<string, DmnValue>>;
  readonly expected: unknown;
}
