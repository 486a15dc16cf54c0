import { day, id, line, nameOf, timeZone } from '../shape/forms.js';
import { exactlyOne, key } from '../shape/key.js';
import { SUBJECT_FACTS } from '../../../../engine/rulebook/parts/decision.js';
import { LanguageInput } from './head.input.js';
import { periodName } from './period-name.js';
import { ValueInput } from '../values/value.input.js';
import {
  CALENDAR_WINDOW,
  EVENT_ATTAINMENT,
  EVENT_EFFECT,
  FACT_TYPE,
  RELATION_GIVES,
} from './vocabularies.js';

class TypedInput {
  @key({ is: FACT_TYPE, means: 'Type of its values', example: 'money' })
  is: string;

  @key({
    is: line,
    optional: true,
    list: true,
    means: 'For one-of: the words allowed',
    example: '[new, expansion]',
  })
  values?: string[];

  @key({ is: id, optional: true, means: 'For count: of what', example: 'logo' })
  unit?: string;

  @key({
    is: line,
    optional: true,
    means: 'For percent, count and days: the least that it may be, where it is told',
    example: '0%',
  })
  atLeast?: string;

  @key({
    is: line,
    optional: true,
    means: 'For percent, count and days: the most that it may be, where it is told',
    example: '100%',
  })
  atMost?: string;

  @key({ is: line, means: 'What it means, for whoever writes a rule', example: 'What was sold' })
  means: string;
}

export class FactFieldInput extends TypedInput {
  @key({
    is: nameOf(
      'booking',
      'line',
      'account',
      'territory',
      'deal',
      'participant',
      'assignment',
      'original',
      'decision',
      ...SUBJECT_FACTS,
    ),
    means: 'Dotted name of the fact',
    example: 'booking.type',
  })
  name: string;
}

export class FactAttributeInput extends TypedInput {
  @key({
    is: nameOf('attribute'),
    means: 'Dotted name of the attribute of an assignment',
    example: 'attribute.arr-quota',
  })
  name: string;

  @key({
    is: CALENDAR_WINDOW,
    optional: true,
    means: 'Window for which one value is meant',
    example: 'quarter',
  })
  per?: string;
}

export class FactRelationInput {
  @key({
    is: nameOf('booking', 'line', 'account', 'territory', 'deal', 'participant', ...SUBJECT_FACTS),
    means: 'Dotted name of the relation',
    example: 'booking.salesperson',
  })
  name: string;

  @key({
    is: RELATION_GIVES,
    means: 'Whether it gives one person or several',
    example: 'person',
  })
  gives: string;

  @key({ is: line, means: 'Who that is', example: 'The seller named on the order' })
  means: string;
}

export class FactEventInput {
  @key({ is: nameOf('event'), means: 'Dotted name of the event', example: 'event.cancelled' })
  name: string;

  @key({
    is: EVENT_EFFECT,
    means: 'Whether it corrects the past, is a new fact of its own date, or changes no pay',
    example: 'charges',
  })
  effect: string;

  @key({
    is: EVENT_ATTAINMENT,
    optional: true,
    means: 'For charges: the window whose attainment it changes',
    example: 'event-window',
  })
  attainment?: string;

  @key({ is: line, means: 'What happened', example: 'Customer left' })
  means: string;
}

@exactlyOne('yearStarts', 'quarters')
export class CalendarInput {
  @key({ is: id, means: 'Id by which plans name the calendar', example: 'company' })
  id: string;

  @key({
    is: day,
    optional: true,
    means: 'First day of one fiscal year; the others follow by month',
    example: '2026-01-01',
  })
  yearStarts?: string;

  @key({
    is: day,
    optional: true,
    list: true,
    means: 'First day of each quarter, in order, from the first quarter of a fiscal year',
    example: '[2025-12-29, 2026-03-30]',
  })
  quarters?: string[];

  @key({
    is: day,
    optional: true,
    means: 'With quarters: first day after the last one',
    example: '2026-12-28',
  })
  until?: string;

  @key({
    is: periodName,
    optional: true,
    means:
      'With quarters: name of the first one; the next count up. Without it: FY, the year in which the fiscal year ends, and the quarter',
    example: 'FY26Q1',
  })
  first?: string;
}

export class FactsInput extends LanguageInput {
  @key({ is: id, means: 'Id of the fact catalogue', example: 'company' })
  facts: string;

  @key({
    is: timeZone,
    means: 'Time zone in which an instant becomes a date',
    example: 'America/Los_Angeles',
  })
  timeZone: string;

  @key({ is: id, optional: true, list: true, means: 'Units that counts have', example: '[logo, stage]' })
  units?: string[];

  @key({
    is: () => FactFieldInput,
    list: true,
    means: 'Facts of bookings, lines, accounts, territories and participants',
    example: '[{ name: line.net, is: money, means: Price after discount }]',
  })
  fields: FactFieldInput[];

  @key({
    is: () => FactAttributeInput,
    optional: true,
    list: true,
    means: 'Dated attributes of assignments',
    example: '[{ name: attribute.base-rate, is: percent, means: Rate up to quota }]',
  })
  attributes?: FactAttributeInput[];

  @key({
    is: () => FactRelationInput,
    optional: true,
    list: true,
    means: 'The only ways from a booking to people',
    example: '[{ name: booking.salesperson, gives: person, means: The seller named }]',
  })
  relations?: FactRelationInput[];

  @key({
    is: () => FactEventInput,
    optional: true,
    list: true,
    means: 'What can happen to a booking later',
    example: '[{ name: event.paid, effect: informs, means: The customer paid }]',
  })
  events?: FactEventInput[];

  @key({ is: id, optional: true, list: true, means: 'Kinds of absence', example: '[parental-leave]' })
  absences?: string[];

  @key({
    is: () => ValueInput,
    optional: true,
    list: true,
    means: 'What every document may read as value.<id>, computed of facts',
    example: '[{ id: margin, is: money, subtract: [line.net, line.cost] }]',
  })
  values?: ValueInput[];

  @key({
    is: () => CalendarInput,
    list: true,
    means: 'Calendars that plans name',
    example: '[{ id: company, year-starts: 2026-01-01 }]',
  })
  calendars: CalendarInput[];
}
