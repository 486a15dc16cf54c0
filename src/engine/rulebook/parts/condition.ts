import type { Constant } from '../../kernel/quantity.js';

/** A constant, or the dotted name of something that gives one. */
export type Operand = Constant | { readonly name: string };

/** One condition, the same tree whichever of the two written forms it came from. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly named: string }
  | { readonly fact: string; readonly test: UnaryTest };

/** What a fact is tested for. What is unknown matches only `unknown` and `anything`. */
export type UnaryTest =
  | { readonly is: 'anything' | 'known' | 'unknown' }
  | { readonly is: 'equal'; readonly to: Operand }
  | { readonly is: 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal'; readonly than: Operand }
  | {
      readonly is: 'within';
      readonly from: Operand;
      readonly includesFrom: boolean;
      readonly to: Operand;
      readonly includesTo: boolean;
    }
  | { readonly is: 'one-of'; readonly tests: readonly UnaryTest[] }
  | { readonly is: 'not'; readonly test: UnaryTest };

/** What kind of value a fact has. */
export type FactType =
  'money' | 'percent' | 'count' | 'days' | 'date' | 'text' | 'one-of' | 'person' | 'people';
