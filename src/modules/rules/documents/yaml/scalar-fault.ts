import { Scalar } from 'yaml';
import type { Fault } from '../../../../engine/rulebook/finding.js';

const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** Keys under which somebody chooses a name of their own. */
const NAMES: ReadonlySet<string> = new Set([
  'id',
  'plan',
  'spiff',
  'engagement',
  'table',
  'facts',
  'test',
  'person',
]);

/** What is wrong with a scalar as written, before anybody asks what it means; the key is the one it stands under, and none where it is a key itself. */
export function scalarFault(
  node: Scalar,
  text: string,
  { source, key }: { readonly source: string; readonly key: string | undefined },
): Fault | undefined {
  if (node.type !== Scalar.PLAIN) return undefined;
  if (RESERVED.test(text)) return reserved(text, key !== undefined && NAMES.has(key));
  return source.includes('\n') ? overLines(text) : undefined;
}

function reserved(text: string, isName: boolean): Fault {
  return {
    code: 'RESERVED_WORD',
    message: `"${text}" without quotes means different things to different readers of YAML.`,
    remedy: isName
      ? `Choose another name, or put it in quotes: "${text}".`
      : 'Write the word that the key takes, leave the key out, or put a text in quotes.',
  };
}

function overLines(text: string): Fault {
  return {
    code: 'TEXT_OVER_LINES',
    message: `This value goes on over the next line: "${text.slice(0, 60)}".`,
    remedy: 'Is a colon missing on the next line? Otherwise write the text on one line or in quotes.',
  };
}

/** A key without a value; in braces that is nearly always a text that a comma cut in two. */
export function emptyFault(key: string, before: string | undefined): Fault {
  if (before === undefined) {
    return {
      code: 'EMPTY_VALUE',
      message: `\`${key}\` has no value.`,
      remedy: 'Write one, or leave the key out.',
    };
  }
  const [whole, spaced] = [`${before},${key}`, `${before}, ${key}`];
  const number = /^\d{3}\b/.test(key);
  return {
    code: 'COMMA_IN_BRACES',
    message: `The comma ends the value inside { }: I read \`${before}\` and an empty key \`${key}\`.`,
    remedy: number
      ? `Write ${whole.replaceAll(',', '')} or "${whole}".`
      : `Put the text in quotes: "${spaced}".`,
  };
}

/** Two items of a [list] that were one amount. */
export function splitAmount(before: string, item: string): Fault {
  return {
    code: 'COMMA_IN_BRACES',
    message: `The comma ends the value inside [ ]: I read ${before} and ${item} as two.`,
    remedy: `Write ${before}${item} or "${before},${item}".`,
  };
}
