import { readConstant } from '../../../../engine/kernel/quantity.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  ExpectationInput,
  FactMapInput,
  SituationInput,
  TestAbsenceInput,
  TestBookingInput,
  TestInput,
  TestRateInput,
} from '../kinds/test.input.js';
import type {
  Amount,
  Expectation,
  Situation,
  TestAbsence,
  TestBooking,
  TestDocument,
  TestFact,
  TestRate,
} from '../test-document.js';
import { dayOf } from './operand.js';

/** Reads the situations of a test document. */
export function readTest(input: TestInput, findings: Finding[]): TestDocument {
  const ids = input.situations.map(({ id }) => id);
  const situations = input.situations.map((each, index) => {
    const path = pathTo('situations', index);
    if (ids.indexOf(each.id) < index) findings.push(errorAt(pathTo(path, 'id'), twice(each.id)));
    if (each.follows !== undefined && !ids.slice(0, index).includes(each.follows)) {
      findings.push(errorAt(pathTo(path, 'follows'), noneBefore(each.follows)));
    }
    return readSituation(each, path, findings);
  });
  return { test: input.test, situations };
}

function readSituation(input: SituationInput, path: string, findings: Finding[]): Situation {
  return {
    id: input.id,
    follows: input.follows ?? null,
    people: (input.people ?? []).map(({ person, since, until, facts }) => ({
      person,
      since: optionalDay(since),
      until: optionalDay(until),
      facts: factsOf(facts),
    })),
    absences: (input.absences ?? []).map(readAbsence),
    credits: (input.credits ?? []).map(({ id, person, date, recorded, facts }) => ({
      id,
      person,
      date: dayOf(date),
      recorded: optionalDay(recorded),
      facts: factsOf(facts),
    })),
    bookings: (input.bookings ?? []).map(readBooking),
    measured: (input.measured ?? []).map(({ person, period, date, facts }) => ({
      person,
      period: period ?? null,
      date: optionalDay(date),
      facts: factsOf(facts),
    })),
    events: (input.events ?? []).map(({ id, event, date, recorded, amount }) => ({
      id,
      event,
      date: dayOf(date),
      recorded: optionalDay(recorded),
      amount: amount === undefined ? null : amountOf(amount),
    })),
    rates: (input.rates ?? []).map(readRate),
    expect: input.expect.flatMap((each, index) => readExpectation(each, `${path}.expect.${index}`, findings)),
  };
}

function readAbsence({ person, kind, from, until }: TestAbsenceInput): TestAbsence {
  return { person, kind, from: dayOf(from), until: optionalDay(until) };
}

function readRate({ set, from, date, rate, recorded }: TestRateInput): TestRate {
  return { set, from, date: dayOf(date), rate: amountOf(rate), recorded: optionalDay(recorded) };
}

function readBooking(input: TestBookingInput): TestBooking {
  const { id, date, recorded, facts, lines } = input;
  return {
    id,
    date: dayOf(date),
    recorded: optionalDay(recorded),
    facts: factsOf(facts),
    lines: (lines ?? []).map((line) => factsOf(line.facts)),
  };
}

/** One expectation for each person and period that the text lists together. */
function readExpectation(input: ExpectationInput, path: string, findings: Finding[]): Expectation[] {
  const amount = amountOf(input.amount);
  findings.push(...misplaced(input, path));
  return input.person.flatMap((person): Expectation[] => {
    const common = { path, person, amount };
    if (input.credit !== undefined)
      return [{ what: 'credit', rule: input.credit, booking: input.booking ?? '', ...common }];
    return (input.period ?? []).map((period): Expectation => {
      if (input.earned !== undefined) return { what: 'earned', incentive: input.earned, period, ...common };
      const [origin, cause] = [input.origin ?? null, input.cause ?? null];
      return { what: 'posted', incentive: input.posted ?? '', period, origin, cause, ...common };
    });
  });
}

const KEYS = ['booking', 'period', 'origin', 'cause'] as const;

function misplaced(input: ExpectationInput, path: string): Finding[] {
  const kind = input.credit !== undefined ? 'credit' : input.earned !== undefined ? 'earned' : 'posted';
  const wanted = { credit: ['booking'], earned: ['period'], posted: ['period', 'origin', 'cause'] }[kind];
  const needed = kind === 'credit' ? 'booking' : 'period';
  const extra = KEYS.filter((key) => input[key] !== undefined && !wanted.includes(key));
  return [
    ...extra.map((key) => errorAt(pathTo(path, key), notWith(key, kind), key)),
    ...(input[needed] === undefined ? [errorAt(path, lacks(needed, kind))] : []),
  ];
}

function notWith(key: string, kind: string): Fault {
  return {
    code: 'NOT_NEEDED',
    message: `\`${key}\` says nothing about \`${kind}\`.`,
    remedy: 'Take it away.',
  };
}

function lacks(key: string, kind: string): Fault {
  return {
    code: 'MISSING_KEY',
    message: `\`${key}\` is missing: \`${kind}\` of which?`,
    remedy: `Write \`${key}:\`.`,
  };
}

function twice(id: string): Fault {
  return { code: 'DUPLICATE_ID', message: `Two situations have the id ${id}.`, remedy: 'Give each its own.' };
}

function noneBefore(id: string): Fault {
  return {
    code: 'TEST_TARGET',
    message: `No situation above has the id ${id}.`,
    remedy: 'A situation follows one that stands above it.',
  };
}

function factsOf(facts: FactMapInput | undefined): TestFact[] {
  return Object.entries(facts ?? {}).map(([name, value]) => ({ name, value }));
}

function optionalDay(text: string | undefined): ReturnType<typeof dayOf> | null {
  return text === undefined ? null : dayOf(text);
}

function amountOf(text: string): Amount {
  const read = readConstant(text);
  invariant('quantity' in read && read.quantity.unit.kind === 'money', `the amount ${text} passed its form`);
  return { value: read.quantity.value, currency: read.quantity.unit.currency };
}
