import { id } from '../shape/forms.js';
import { key, later } from '../shape/key.js';
import { LanguageInput } from './head.input.js';
import { ExpectationInput } from './expectation.input.js';
import {
  TestAbsenceInput,
  TestBookingInput,
  TestCreditInput,
  TestDealInput,
  TestEventInput,
  TestGivenInput,
  TestGroupInput,
  TestMeasuredInput,
  TestPersonInput,
  TestRateInput,
} from './test-given.input.js';

@later('known-until')
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
    is: () => TestDealInput,
    optional: true,
    list: true,
    means: 'Deals that an approval matrix judges, in the order of their steps',
    example: '[{ id: D, deal.discount: 18%, deal.currency: USD }]',
  })
  deals?: TestDealInput[];

  @key({
    is: () => TestGroupInput,
    optional: true,
    list: true,
    means: 'Groups of people who approve',
    example: '[{ group: deal-desk, people: [kim, lou] }]',
  })
  groups?: TestGroupInput[];

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
