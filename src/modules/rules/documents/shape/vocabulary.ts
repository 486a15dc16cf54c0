import type { Form } from './form.js';
import { words } from './forms.js';

/** A closed list of words with a name, which is an enum in GraphQL; each word says what it means. */
export interface Vocabulary extends Form {
  readonly enumeration: string;
  readonly meanings: Readonly<Record<string, string>>;
}

/** One of a closed list of words with their meanings; `soon` are words of the language that this version does not do yet. */
export function vocabulary(
  enumeration: string,
  meanings: Readonly<Record<string, string>>,
  soon: readonly string[] = [],
): Vocabulary {
  return { ...words(Object.keys(meanings), soon), enumeration, meanings };
}

/** Whether a form is a closed list of words with a name. */
export function isVocabulary(form: Form): form is Vocabulary {
  return 'enumeration' in form;
}

/** `running-total` in documents and `lessThan` in conditions are RUNNING_TOTAL and LESS_THAN in GraphQL; NO_POLICY is so in both. */
export function enumCase(word: string): string {
  return word
    .replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`)
    .replaceAll('-', '_')
    .toUpperCase();
}
