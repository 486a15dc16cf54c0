/** How numbers and dates are written in a file; a mapping file may declare another way. */
export interface Writing {
  readonly decimal: '.' | ',';
  /** Between thousands; empty for none. */
  readonly thousands: '' | ',' | '.' | ' ' | "'";
  readonly dates: DateWriting;
}

export type DateWriting =
  | 'YYYY-MM-DD'
  | 'YYYY/MM/DD'
  | 'YYYYMMDD'
  | 'DD.MM.YYYY'
  | 'DD/MM/YYYY'
  | 'DD-MM-YYYY'
  | 'MM/DD/YYYY'
  | 'MM-DD-YYYY';

export const PLAIN_WRITING: Writing = { decimal: '.', thousands: '', dates: 'YYYY-MM-DD' };

/** What a cell holds, in the one form it is stored and compared in; or what is wrong with it, for a person. */
export type Read = { readonly text: string } | { readonly fault: string };

export interface NumberLimits {
  readonly whole: number;
  readonly decimals: number;
}

/** Reads a decimal number and writes it plainly: `12,000.50` with `,` between thousands is `12000.5`. Never an exponent, hex, NaN or infinity. */
export function readNumber(raw: string, writing: Writing, limits: NumberLimits): Read {
  const plain = withoutSeparators(raw, writing);
  const match = plain === undefined ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return { fault: notANumber(raw, writing) };
  const [, sign = '', whole = '', decimals = ''] = match;
  if (whole.length > limits.whole)
    return { fault: `it has ${whole.length} digits before the point; at most ${limits.whole} are allowed` };
  if (decimals.length > limits.decimals)
    return { fault: `it has ${decimals.length} decimals; at most ${limits.decimals} are allowed` };
  if (whole.length > 1 && whole.startsWith('0')) return { fault: 'it starts with a zero; write it without' };
  const kept = decimals.replace(/0+$/, '');
  const isZero = whole === '0' && kept === '';
  if (isZero && sign) return { fault: 'there is no minus zero; write 0' };
  return { text: `${sign}${whole}${kept && `.${kept}`}` };
}

/** Millionths of a number that `readNumber` wrote with at most six decimals. */
export function millionths(plain: string): bigint {
  const [whole = '0', decimals = ''] = plain.replace('-', '').split('.');
  const units = BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, '0'));
  return plain.startsWith('-') ? -units : units;
}

function withoutSeparators(raw: string, { decimal, thousands }: Writing): string | undefined {
  const at = raw.indexOf(decimal);
  const [whole, rest] = at < 0 ? [raw, ''] : [raw.slice(0, at), `.${raw.slice(at + 1)}`];
  if (thousands === '') return whole + rest;
  const spaces = thousands === ' ' ? whole.replaceAll(/[\u00a0\u202f]/g, ' ') : whole;
  const groups = spaces.replace(/^-/, '').split(thousands);
  if (groups.length === 1) return whole + rest;
  const regular = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  return regular ? `${spaces.startsWith('-') ? '-' : ''}${groups.join('')}${rest}` : undefined;
}

/** Says which of the usual ways of writing a number this is, and what to write instead. */
function notANumber(raw: string, writing: Writing): string {
  if (/^[+-]?(nan|inf(inity)?|∞)$/i.test(raw)) return 'it is not a number';
  if (/^[+-]?[\d.,]+e[+-]?\d+$/i.test(raw))
    return 'it is written with an exponent, which loses digits; give all digits';
  if (/^[+-]?0x/i.test(raw)) return 'it is written in hexadecimal; write it in digits 0 to 9';
  if (/[^\P{Nd}0-9]/u.test(raw)) return 'it has digits of another script; write it in digits 0 to 9';
  if (/^\(.*\)$/.test(raw)) return 'it is in brackets; write a negative number with a minus';
  if (/^[+=@]/.test(raw)) return 'it looks like a formula; give the number itself';
  if (raw.endsWith('%')) return 'it is a percentage; an amount is expected';
  if (/^\D*[\d.,' \u00a0\u202f]+\D*$/.test(raw) && /[\p{Sc}]|[A-Z]{3}/u.test(raw))
    return 'it carries a currency; give the number alone and the currency in its own column';
  if (/^-?[\d.,' \u00a0\u202f]+$/.test(raw)) return separatorFault(writing);
  return 'it is not a number';
}

function separatorFault({ decimal, thousands }: Writing): string {
  const between = thousands === '' ? 'no thousands separator' : `"${thousands}" between thousands`;
  return `numbers are read with "${decimal}" before decimals and ${between}; a mapping file can declare another way`;
}
