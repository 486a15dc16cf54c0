import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type { SituationInput, TestInput } from '../kinds/test.input.js';
import type {
  TestAbsenceInput,
  TestBookingInput,
  TestDealInput,
  TestMeasuredInput,
  TestRateInput,
} from '../kinds/test-given.input.js';
import type {
  Situation,
  TestAbsence,
  TestBooking,
  TestDeal,
  TestDocument,
  TestMeasured,
  TestRate,
} from '../test-document.js';
import { dayOf } from './operand.js';
import { readApproval, readExpectation } from './read-expectation.js';
import { amountOf, factsOf, optionalDay } from './read-facts-given.js';

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
    given: (input.given ?? []).map(({ id, date, facts }) => ({
      id,
      date: dayOf(date),
      facts: factsOf(facts),
    })),
    measured: (input.measured ?? []).map(readMeasured),
    events: (input.events ?? []).map(({ id, event, date, recorded, amount }) => ({
      id,
      event,
      date: dayOf(date),
      recorded: optionalDay(recorded),
      amount: amount === undefined ? null : amountOf(amount),
    })),
    rates: (input.rates ?? []).map(readRate),
    deals: (input.deals ?? []).map(readDeal),
    groups: (input.groups ?? []).map(({ group, people }) => ({ group, people })),
    expect: input.expect.flatMap((each, index) => readExpectation(each, `${path}.expect.${index}`, findings)),
    approvals: input.expect.flatMap((each, index) => readApproval(each, `${path}.expect.${index}`)),
  };
}

function readMeasured({ person, period, date, facts }: TestMeasuredInput): TestMeasured {
  return { person, period: period ?? null, date: optionalDay(date), facts: factsOf(facts) };
}

function readAbsence({ person, kind, from, until }: TestAbsenceInput): TestAbsence {
  return { person, kind, from: dayOf(from), until: optionalDay(until) };
}

function readRate({ set, from, date, rate, recorded }: TestRateInput): TestRate {
  return { set, from, date: dayOf(date), rate: amountOf(rate), recorded: optionalDay(recorded) };
}

function readDeal({ id, step, date, facts, lines, approvedBy, rejectedBy }: TestDealInput): TestDeal {
  return {
    id,
    step: Number(step ?? '1'),
    date: optionalDay(date),
    facts: factsOf(facts),
    lines: (lines ?? []).map((line) => factsOf(line.facts)),
    approvedBy: approvedBy ?? [],
    rejectedBy: rejectedBy ?? [],
  };
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
