import { currencyMeant } from './currencies.js';

/** Digits before a decimal comma, set apart by dots or not, and what follows it; three digits after one comma are thousands. */
const DECIMAL_COMMA = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+),(\d+)(?![\d,.])(.*)$/s;
/** Thousands set apart by something else than commas. */
const OTHER_THOUSANDS = /^(-?)(\d{1,3}(?:[_'’ \u00a0\u202f]\d{3})+)(?!\d)(.*)$/s;

/** How a number is written that has a decimal comma, or thousands set apart otherwise than by commas; `undefined` for any other text. */
export function numberMeant(text: string): string | undefined {
  const [, thousandsSign = '', thousands = '', after = ''] = OTHER_THOUSANDS.exec(text) ?? [];
  if (thousands !== '') return thousandsSign + thousands.replaceAll(/\D/g, ',') + after;
  const [, sign = '', whole = '', places = '', rest = ''] = DECIMAL_COMMA.exec(text) ?? [];
  if (places === '' || places.length === 3) return undefined;
  return `${sign}${whole.replaceAll('.', ',')}.${places}${rest}`;
}

const SAID: Readonly<Record<string, string>> = {
  dollar: 'USD',
  $: 'USD',
  euro: 'EUR',
  '€': 'EUR',
  pound: 'GBP',
  '£': 'GBP',
  yen: 'JPY',
  '¥': 'JPY',
  percent: '%',
  pct: '%',
  times: 'x',
  d: 'days',
  mo: 'months',
};

/** The unit of the language that was meant by a word or sign: USD for `usd`, `dollars` or `$`; `undefined` where none is known. */
export function unitMeant(written: string): string | undefined {
  const text = written.trim().toLowerCase();
  const said = [text, text.replace(/s$/, '')].find((each) => Object.hasOwn(SAID, each));
  if (said !== undefined) return SAID[said];
  if (/^(?:business )?(?:day|month)s?$/.test(text)) return text;
  return text.length === 3 ? currencyMeant(text) : undefined;
}
