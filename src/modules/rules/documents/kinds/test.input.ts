import { currency, day, id } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import { LanguageInput } from './head.input.js';
import { ExpectationInput } from './expectation.input.js';
import { code, factMap, money } from './rule-forms.js';
import { nameOf } from '../shape/forms.js';

export type FactMapInput = Readonly<Record<string, string>>;

class WithFacts {
  @key({
    is: factMap,
    optional: true,
    dotted: true,
    means: 'Facts by their dotted names',
    example: 'line.net: "100,000 USD"',
  })
  facts?: FactMapInput;
}

export class TestPersonInput extends WithFacts {
  @key({ is: code, means: 'Id of the person', example: 'ana' })
  person: string;

  @key({ is: day, optional: true, means: 'First day of the assignment', example: '2026-05-01' })
  since?: string;

  @key({ is: day, optional: true, means: 'First day after the assignment', example: '2026-09-01' })
  until?: string;
}

export class TestCreditInput extends WithFacts {
  @key({ is: code, means: 'Id of the booking', example: 'A' })
  id: string;

  @key({ is: code, means: 'Who is credited', example: 'ana' })
  person: string;

  @key({ is: day, means: 'Date of the booking', example: '2026-01-20' })
  date: string;

  @key({ is: day, optional: true, means: 'When it was told, where that is later', example: '2026-04-02' })
  recorded?: string;
}

export class TestLineInput extends WithFacts {}

export class TestBookingInput extends WithFacts {
  @key({ is: code, means: 'Id of the booking', example: 'H1' })
  id: string;

  @key({ is: day, means: 'Date of the booking', example: '2026-04-15' })
  date: string;

  @key({ is: day, optional: true, means: 'When it was told, where that is later', example: '2026-05-02' })
  recorded?: string;

  @key({
    is: () => TestLineInput,
    optional: true,
    list: true,
    means: 'Its lines, where there are several',
    example: '[{ line.net: 216 USD }]',
  })
  lines?: TestLineInput[];
}

@exactlyOne('period', 'date')
export class TestMeasuredInput extends WithFacts {
  @key({ is: code, means: 'Id of the person', example: 'ana' })
  person: string;

  @key({ is: code, optional: true, means: 'Window that was measured', example: '2026-Q1' })
  period?: string;

  @key({ is: day, optional: true, means: 'A day of the window that was measured', example: '2026-02-20' })
  date?: string;
}

export class TestAbsenceInput {
  @key({ is: code, means: 'Id of the person', example: 'ana' })
  person: string;

  @key({ is: id, means: 'Kind of absence, from the fact catalogue', example: 'parental-leave' })
  kind: string;

  @key({ is: day, means: 'First day away', example: '2026-04-01' })
  from: string;

  @key({ is: day, optional: true, means: 'First day back; away for good unless said', example: '2026-07-01' })
  until?: string;
}

export class TestEventInput {
  @key({ is: code, means: 'Id of the booking it happens to', example: 'A' })
  id: string;

  @key({ is: nameOf('event'), means: 'What happens', example: 'event.cancelled' })
  event: string;

  @key({ is: day, means: 'When it happens', example: '2026-04-10' })
  date: string;

  @key({ is: day, optional: true, means: 'When it was told, where that is later', example: '2026-05-02' })
  recorded?: string;

  @key({ is: money, optional: true, means: 'How much of the booking', example: '"25,000 USD"' })
  amount?: string;
}

export class TestRateInput {
  @key({ is: id, means: 'Set of rates', example: 'market' })
  set: string;

  @key({ is: currency, means: 'One unit of this currency …', example: 'EUR' })
  from: string;

  @key({ is: money, means: '… is worth so much', example: '1.10 USD' })
  rate: string;

  @key({ is: day, means: 'Day of the rate; it holds until the next one', example: '2026-02-03' })
  date: string;

  @key({ is: day, optional: true, means: 'When it was told, where that matters', example: '2026-04-02' })
  recorded?: string;
}

export class TestGivenInput extends WithFacts {
  @key({ is: code, means: 'Id of what is decided about', example: 'acme-france' })
  id: string;

  @key({ is: day, means: 'Day on which it is decided', example: '2026-04-15' })
  date: string;
}

@later('deals', 'known-until')
export class SituationInput {
  @key({ is: id, means: 'Id of the situation, saying what it shows', example: 'crosses-quota-in-march' })
  id: string;

  @key({
    is: id,
    optional: true,
    means: 'Situation that this one continues',
    example: 'crosses-quota-in-march',
  })
  follows?: string;

  @key({
    is: () => TestPersonInput,
    optional: true,
    list: true,
    means: 'People and their attributes',
    example: '[{ person: ana, attribute.base-rate: 10% }]',
  })
  people?: TestPersonInput[];

  @key({
    is: () => TestAbsenceInput,
    optional: true,
    list: true,
    means: 'When people are away',
    example: '[{ person: ana, kind: parental-leave, from: 2026-04-01, until: 2026-07-01 }]',
  })
  absences?: TestAbsenceInput[];

  @key({
    is: () => TestCreditInput,
    optional: true,
    list: true,
    means: 'Credits, given without asking an engagement policy',
    example: '[{ id: A, person: ana, date: 2026-01-20, line.net: "100,000 USD" }]',
  })
  credits?: TestCreditInput[];

  @key({
    is: () => TestBookingInput,
    optional: true,
    list: true,
    means: 'Bookings, credited by the engagement policy',
    example: '[{ id: H1, date: 2026-04-15, line.net: "80,000 USD" }]',
  })
  bookings?: TestBookingInput[];

  @key({
    is: () => TestGivenInput,
    optional: true,
    list: true,
    means: 'What an engagement policy decides about: accounts, transfers, registrations, leads, bookings',
    example: '[{ id: acme-france, date: 2026-04-15, account.parent-owner: ana }]',
  })
  given?: TestGivenInput[];

  @key({
    is: () => TestMeasuredInput,
    optional: true,
    list: true,
    means: 'Measures of a window, given without credits',
    example: '[{ person: ana, period: 2026-Q1, measure.arr: "370,000 USD" }]',
  })
  measured?: TestMeasuredInput[];

  @key({
    is: () => TestEventInput,
    optional: true,
    list: true,
    means: 'What happens to bookings later',
    example: '[{ id: A, event: event.cancelled, date: 2026-04-10 }]',
  })
  events?: TestEventInput[];

  @key({
    is: () => TestRateInput,
    optional: true,
    list: true,
    means: 'Exchange rates',
    example: '[{ set: market, from: EUR, date: 2026-02-03, rate: 1.10 USD }]',
  })
  rates?: TestRateInput[];

  @key({
    is: () => ExpectationInput,
    list: true,
    means: 'What must come out, exactly',
    example: '[{ earned: arr-commission, person: ana, period: 2026-01, amount: "10,000.00 USD" }]',
  })
  expect: ExpectationInput[];
}

export class TestInput extends LanguageInput {
  @key({ is: id, means: 'Id of the document that is tested', example: 'account-executive' })
  test: string;

  @key({
    is: () => SituationInput,
    list: true,
    means: 'Situations, each with what must come out',
    example: '[{ id: one-deal, people: …, credits: …, expect: … }]',
  })
  situations: SituationInput[];
}
