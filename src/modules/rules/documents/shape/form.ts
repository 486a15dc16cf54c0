import type { Finding, Fault } from '../../../../engine/rulebook/finding.js';

/** A JSON Schema, as far as we write one. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What one value must look like, wherever it is written: the rule for the check, and the same for editors. */
export interface Form {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Everything wrong with the value, with paths from `path` on; none when it is right. */
  findings(value: unknown, path: string): readonly Finding[];
}

/** A form of text: `fault` says what is wrong with a text, and what to write. */
export function textForm(name: string, schema: JsonSchema, fault: (text: string) => Fault | undefined): Form {
  return {
    name,
    schema: { type: 'string', ...schema },
    findings(value, path) {
      const found = typeof value === 'string' ? fault(value) : wrongShape('a text', value);
      return found ? [{ severity: 'error', ...found, path }] : [];
    },
  };
}

/** The fault of a map, list or text standing where another of them must. */
export function wrongShape(wanted: string, value: unknown): Fault {
  const got = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object' && value !== null
      ? 'a map'
      : 'a text';
  return {
    code: 'WRONG_SHAPE',
    message: `Here must be ${wanted}; I read ${got}.`,
    remedy: `Write ${wanted}.`,
  };
}
