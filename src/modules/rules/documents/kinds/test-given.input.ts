import { currency, day, id, nameOf, wholeOr } from '../shape/forms.js';
import { exactlyOne, key } from '../shape/key.js';
import { code, factMap, money } from './rule-forms.js';

export type FactMapInput = Readonly<Record<string, string>>;

/** What has facts beside its own keys. */
export class WithFacts {
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

export class TestGroupInput {
  @key({ is: id, means: 'Id of the group', example: 'deal-desk' })
  group: string;

  @key({ is: code, list: true, means: 'Who is in it', example: '[kim, lou]' })
  people: string[];
}

export class TestDealInput extends WithFacts {
  @key({ is: code, means: 'Id of the deal', example: 'D' })
  id: string;

  @key({
    is: wholeOr(),
    optional: true,
    means: 'Which step of the deal this is, where it changes; 1 unless said',
    example: '2',
  })
  step?: string;

  @key({
    is: day,
    optional: true,
    means: 'Day on which it is judged; the first day of the matrix unless said',
    example: '2026-04-15',
  })
  date?: string;

  @key({
    is: () => TestLineInput,
    optional: true,
    list: true,
    means: 'Its lines',
    example: '[{ line.net: 216 USD, line.discount: 25% }]',
  })
  lines?: TestLineInput[];

  @key({
    is: id,
    optional: true,
    list: true,
    means: 'Levels whose people approve this step',
    example: '[manager]',
  })
  approvedBy?: string[];

  @key({
    is: id,
    optional: true,
    list: true,
    means: 'Levels whose people reject this step',
    example: '[vp]',
  })
  rejectedBy?: string[];
}

export class TestGivenInput extends WithFacts {
  @key({ is: code, means: 'Id of what is decided about', example: 'acme-france' })
  id: string;

  @key({ is: day, means: 'Day on which it is decided', example: '2026-04-15' })
  date: string;
}
