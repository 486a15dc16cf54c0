import { currencyMeant, isCurrency } from '../../../../engine/kernel/currencies.js';
import { readDay } from '../../../../engine/kernel/day.js';
import { errorAt } from '../../../../engine/rulebook/finding.js';
import { suggest } from '../../../../engine/rulebook/nearest.js';
import { operandFault } from './operand-fault.js';
import { textForm, wrongShape, type Form } from './form.js';

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const NAME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*){1,3}$/;

/** An id of the document's own things. */
export const id: Form = textForm('an id', { pattern: ID.source, maxLength: 60 }, (text) =>
  ID.test(text) && text.length <= 60
    ? undefined
    : {
        code: 'BAD_ID',
        message: `"${text}" is no id.`,
        remedy: `Write lower-case words joined by hyphens, such as ${slug(text)}.`,
      },
);

function slug(text: string): string {
  const words =
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 60) ?? '';
  return ID.test(words) ? words : 'new-arr';
}

/** A line of text for people: a title, a source, a meaning. */
export const line: Form = textForm('a text', { minLength: 1, maxLength: 500 }, (text) =>
  text.trim() !== '' && text.length <= 500
    ? undefined
    : {
        code: 'BAD_TEXT',
        message: 'The text is empty or longer than 500 characters.',
        remedy: 'Write a sentence.',
      },
);

/** A business date. */
export const day: Form = textForm('a date', { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, (text) =>
  readDay(text) === undefined
    ? {
        code: 'BAD_DATE',
        message: `"${text}" is no day that exists.`,
        remedy: 'Write it as year-month-day, such as 2026-03-31.',
      }
    : undefined,
);

/** A dotted name whose first part is one of `first`. */
export function nameOf(...first: string[]): Form {
  const pattern = `^(?:${first.join('|')})(?:\\.[a-z0-9][a-z0-9-]*){1,3}$`;
  return textForm(`a name (${first.join('., ')}.)`, { pattern }, (text) => {
    if (NAME.test(text) && first.includes(text.split('.')[0] ?? '')) return undefined;
    const example = `${first[0]}.${first[0] === 'line' ? 'net' : 'name'}`;
    const remedy = `Write a name that starts with ${first.map((part) => `${part}.`).join(' or ')}, such as ${example}.`;
    return { code: 'BAD_NAME', message: `"${text}" is no name that can stand here.`, remedy };
  });
}

/** A constant with its unit, or the dotted name of something that gives one. */
export const operand: Form = textForm('a number with its unit, or a name', {}, operandFault);

/** An operand, or a word instead of it. */
export function operandOr(word: string): Form {
  return textForm(`${operand.name}, or ${word}`, {}, (text) =>
    text === word ? undefined : operandFault(text),
  );
}

/** A currency code. */
export const currency: Form = textForm('a currency', { pattern: '^[A-Z]{3}$' }, (text) =>
  isCurrency(text)
    ? undefined
    : {
        code: 'BAD_TEXT',
        message: `"${text}" is no currency.`,
        remedy: `${meantCurrency(text)}Write the three capital letters of ISO 4217, such as USD.`,
      },
);

function meantCurrency(text: string): string {
  const meant = currencyMeant(text);
  return meant === undefined ? '' : `Did you mean ${meant}? `;
}

/** A time zone of the IANA list. */
export const timeZone: Form = textForm('a time zone', {}, (text) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return {
      code: 'BAD_TEXT',
      message: `There is no time zone "${text}".`,
      remedy: 'Write one such as Europe/Paris or UTC.',
    };
  }
});

/** One of a closed list of words; `soon` are words of the language that this version does not do yet. */
export function words(list: readonly string[], soon: readonly string[] = []): Form {
  return textForm(`one of ${list.join(', ')}`, { enum: list }, (text) => {
    if (list.includes(text)) return undefined;
    if (soon.includes(text)) {
      const message = `\`${text}\` is part of the language, but this version of Kicker does not do it yet.`;
      return { code: 'NOT_SUPPORTED', message, remedy: `Write one of: ${list.join(', ')}.` };
    }
    return {
      code: 'UNKNOWN_WORD',
      message: `\`${text}\` is none of the words for this key.`,
      remedy: suggest(text, list),
    };
  });
}

/** A whole number from 1 on, or one of some words instead of it. */
export function wholeOr(...instead: string[]): Form {
  const alternatives = ['a whole number from 1 on', ...instead].join(' or ');
  return textForm(alternatives, { pattern: `^(?:[1-9]\\d{0,5}|${instead.join('|')})$` }, (text) =>
    /^[1-9]\d{0,5}$/.test(text) || instead.includes(text)
      ? undefined
      : {
          code: 'BAD_NUMBER',
          message: `"${text}" is not ${alternatives}.`,
          remedy: `Write ${alternatives}.`,
        },
  );
}

/** A list of cells, each a text or a list of texts: a row of a table. */
export const grid: Form = {
  name: 'a list of cells',
  schema: {
    type: 'array',
    items: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  },
  findings(value, path) {
    if (!Array.isArray(value)) return [errorAt(path, wrongShape('a list of cells', value))];
    return value.flatMap((cell: unknown, index) =>
      isCell(cell) ? [] : [errorAt(`${path}.${index}`, wrongShape('a text or a list of texts', cell))],
    );
  },
};

function isCell(cell: unknown): boolean {
  return (Array.isArray(cell) ? (cell as unknown[]) : [cell]).every((each) => typeof each === 'string');
}

/** The version of the document language: there is one. */
export const languageVersion: Form = textForm('1', { const: '1' }, (text) =>
  text === '1'
    ? undefined
    : {
        code: 'LANGUAGE_VERSION',
        message: `This Kicker reads version 1 of the language, not ${text}.`,
        remedy: 'Write `kicker: 1`.',
      },
);
