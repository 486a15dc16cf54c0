import { readCondition } from '../../../../engine/conditions/read-condition.js';
import { readConstant } from '../../../../engine/kernel/quantity.js';
import { errorAt, pathTo, type Fault } from '../../../../engine/rulebook/finding.js';
import { textForm, wrongShape, type Form } from '../shape/form.js';
import { isPlainMap } from '../yaml/plain-tree.js';

/** A condition in either of its two written forms. */
export const condition: Form = {
  name: 'a condition',
  schema: { $ref: '#/$defs/Condition' },
  findings(value, path) {
    const read = readCondition(value, path);
    return 'findings' in read ? read.findings : [];
  },
};

/** Dotted names with one text each: `line.net: "100 USD"`. */
export const factMap: Form = {
  name: 'facts with their values',
  schema: { type: 'object', additionalProperties: { type: 'string' } },
  findings(value, path) {
    if (!isPlainMap(value)) return [errorAt(path, wrongShape('a map', value))];
    return Object.entries(value).flatMap(([name, text]) =>
      typeof text === 'string' ? [] : [errorAt(pathTo(path, name), wrongShape('a text', text))],
    );
  },
};

/** What an answer says of each output: `owner: account.parent-owner`. */
export const outputMap: Form = {
  ...factMap,
  name: 'outputs with their values',
};

/** An amount of money. */
export const money: Form = textForm('an amount of money', {}, (text): Fault | undefined => {
  const read = readConstant(text);
  const remedy = 'Write it with its currency, such as "10,000.00 USD".';
  if ('fault' in read) return { code: 'BAD_NUMBER', message: read.fault, remedy };
  if ('quantity' in read && read.quantity.unit.kind === 'money') return undefined;
  const bare = 'quantity' in read && read.quantity.unit.kind === 'plain';
  return {
    code: bare ? 'BARE_NUMBER' : 'UNIT_MISMATCH',
    message: `"${text}" is no amount of money.`,
    remedy,
  };
});

/** A day that is named, or a number of days after something. */
export const dayOrDaysAfter: Form = textForm(
  'a date, or a number of days after',
  {},
  (text): Fault | undefined => {
    const read = readConstant(text);
    if ('day' in read) return undefined;
    const quantity = 'quantity' in read ? read.quantity : undefined;
    const { unit, value } = quantity ?? {};
    const isDays = unit?.kind === 'duration' && unit.of === 'days';
    if (isDays && value && value.d === 1n && value.n >= 0n && value.n <= 1_000n) return undefined;
    return {
      code: 'BAD_DATE',
      message: `"${text}" is no day, and no number of days.`,
      remedy: 'Write a day, such as 2026-06-15, or days after the last one, such as 10 days.',
    };
  },
);

/** A number of whole months. */
export const months: Form = textForm('a number of months', {}, (text): Fault | undefined => {
  const read = readConstant(text);
  const unit = 'quantity' in read ? read.quantity.unit : undefined;
  if (unit?.kind === 'duration' && unit.of === 'months') return undefined;
  return {
    code: 'BAD_NUMBER',
    message: `"${text}" is no number of months.`,
    remedy: 'Write it like 3 months.',
  };
});

/** A number of whole days. */
export const lasting: Form = textForm('a number of days', {}, (text): Fault | undefined => {
  const read = readConstant(text);
  const quantity = 'quantity' in read ? read.quantity : undefined;
  const whole = quantity?.value.d === 1n && quantity.value.n > 0n && quantity.value.n <= 36_600n;
  if (quantity?.unit.kind === 'duration' && quantity.unit.of === 'days' && whole) return undefined;
  return { code: 'BAD_NUMBER', message: `"${text}" is no number of days.`, remedy: 'Write it like 28 days.' };
});

/** How long a window lasts. */
export const length: Form = textForm(
  'a number of days, business days or months',
  {},
  (text): Fault | undefined => {
    const read = readConstant(text);
    const quantity = 'quantity' in read ? read.quantity : undefined;
    const whole = quantity?.value.d === 1n && quantity.value.n > 0n && quantity.value.n <= 36_600n;
    if (quantity?.unit.kind === 'duration' && whole) return undefined;
    return {
      code: 'BAD_NUMBER',
      message: `"${text}" is no number of days, business days or months.`,
      remedy: 'Write it like 90 days, 2 business days or 3 months.',
    };
  },
);

/** A number of days of the calendar. */
export const daysLong: Form = textForm('a number of days', { pattern: '^[1-9]\\d{0,4} days?$' }, (text) =>
  /^[1-9]\d{0,4} days?$/.test(text)
    ? undefined
    : { code: 'BAD_NUMBER', message: `"${text}" is no number of days.`, remedy: 'Write it like 30 days.' },
);

/** How long a window is extended by, or never. */
export const lengthOrNever: Form = textForm(`${length.name}, or never`, {}, (text) => {
  const [finding] = text === 'never' ? [] : length.findings(text, '');
  return (
    finding && { code: finding.code, message: finding.message, remedy: `${finding.remedy} Or write never.` }
  );
});

/** A whole number of something. */
export const count: Form = textForm('a number of things', {}, (text): Fault | undefined => {
  const read = readConstant(text);
  const quantity = 'quantity' in read ? read.quantity : undefined;
  const whole =
    quantity && quantity.value.d === 1n && quantity.value.n > 0n && quantity.value.n <= 1_000_000n;
  if (quantity?.unit.kind === 'count' && whole) return undefined;
  return {
    code: 'BAD_NUMBER',
    message: `"${text}" is no number of things.`,
    remedy: 'Write it like 3 bookings.',
  };
});

/** What a company calls a person, a booking or a period. */
export const code: Form = textForm('a name or number', { minLength: 1, maxLength: 100 }, (text) =>
  text.trim() !== '' && text.length <= 100
    ? undefined
    : {
        code: 'BAD_TEXT',
        message: 'The name is empty or longer than 100 characters.',
        remedy: 'Write what the company calls it.',
      },
);
