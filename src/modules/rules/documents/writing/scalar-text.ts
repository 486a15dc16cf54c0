/** Where a text stands: in { } or as an item of [ ], where a comma ends it, or on a line of its own. */
export type Standing = 'flow' | 'item' | 'block';

/** After a number in [ ] the reader takes this for the rest of an amount: `[5, 000 USD]`. */
export const REST_OF_AMOUNT = /^\d{3}(?:\D|$)/;

/** What other readers of YAML take for a truth value or for nothing. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** Letters, numbers and signs that mean nothing in YAML wherever they stand. */
const PLAIN = /^(?:[\p{L}\p{N}§+(]|-(?=\d))(?:[^,[\]{}:"#\\`\p{C}\p{Z}]| (?=[^ ]))*$/u;

/** The same with commas, for a sentence outside brackets. */
const SENTENCE = /^\p{L}(?:[^[\]{}:"#\\`\p{C}\p{Z}]| (?=[^ ]))*$/u;

/** What YAML readers may take for a number; ours reads no numbers, others would show `010` as 8. */
const NUMBER_LIKE = /^[-+]?(?:\d[\d_]*\.?[\d_]*|0[xob][\da-f_]+)(?:e[-+]?\d+)?$/i;

/** What must be written as an escape: unseen characters, and those that do not survive in a file. */
const UNSEEN = /[\p{C}\u00a0\u00ad\u2028\u2029\u202f\ufffd]/u;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

/** A text as one would write it in a document: bare where every reader reads the same, otherwise in double quotes. */
export function scalarText(text: string, standing: Standing): string {
  return isPlain(text, standing) ? text : doubleQuoted(text);
}

function isPlain(text: string, standing: Standing): boolean {
  if (RESERVED.test(text) || (standing === 'item' && REST_OF_AMOUNT.test(text))) return false;
  if (NUMBER_LIKE.test(text) && String(Number(text)) !== text) return false;
  return PLAIN.test(text) || (standing === 'block' && SENTENCE.test(text));
}

/** A text in double quotes; what cannot be seen is escaped. */
export function doubleQuoted(text: string): string {
  return `"${[...text].map((each) => escaped(each)).join('')}"`;
}

function escaped(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  if (!UNSEEN.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * A new text in the place of an old one: in the old one's quotes where the old one had quotes that it did not need, otherwise as one
 * would write it.
 */
export function rewrittenScalar(
  old: { source: string; text: string },
  text: string,
  standing: Standing,
): string {
  if (scalarText(old.text, standing) === old.source) return scalarText(text, standing);
  if (old.source.startsWith("'") && !UNSEEN.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return old.source.startsWith('"') ? doubleQuoted(text) : scalarText(text, standing);
}
