import type {
  Situation,
  TestAbsence,
  TestBooking,
  TestCredit,
  TestDeal,
  TestDocument,
  TestEvent,
  TestGiven,
  TestGroup,
  TestMeasured,
  TestPerson,
  TestRate,
} from '../documents/test-document.js';

/** One thing a situation gives, and where it stands. `isOwn`: said by the situation itself, not by one that it follows. */
export interface Given<T> {
  readonly item: T;
  readonly path: string;
  readonly isOwn: boolean;
}

/** Everything that is given in a situation: first what the situations give that it follows, then its own. */
export interface Givens {
  readonly people: readonly Given<TestPerson>[];
  readonly absences: readonly Given<TestAbsence>[];
  readonly credits: readonly Given<TestCredit>[];
  readonly bookings: readonly Given<TestBooking>[];
  readonly given: readonly Given<TestGiven>[];
  readonly measured: readonly Given<TestMeasured>[];
  readonly events: readonly Given<TestEvent>[];
  readonly rates: readonly Given<TestRate>[];
  readonly deals: readonly Given<TestDeal>[];
  readonly groups: readonly Given<TestGroup>[];
}

/** Gathers the givens of a situation over all those it follows. A situation follows one that stands above it, so this ends. */
export function gather(test: TestDocument, situation: Situation): Givens {
  const chain = chainOf(test, situation);
  const all = <K extends keyof Givens>(key: K): Given<Situation[K][number]>[] =>
    chain.flatMap((each) => {
      const at = `situations.${test.situations.indexOf(each)}.${key}`;
      const items: readonly Situation[K][number][] = each[key];
      return items.map((item, index) => ({ item, path: `${at}.${index}`, isOwn: each === situation }));
    });
  return {
    people: all('people'),
    absences: all('absences'),
    credits: all('credits'),
    bookings: all('bookings'),
    given: all('given'),
    measured: all('measured'),
    events: all('events'),
    rates: all('rates'),
    deals: all('deals'),
    groups: all('groups'),
  };
}

function chainOf(test: TestDocument, situation: Situation): readonly Situation[] {
  const chain = [situation];
  for (let at = situation; at.follows !== null;) {
    const before = test.situations.find(({ id }) => id === at.follows);
    if (!before || chain.includes(before)) break;
    chain.unshift(before);
    at = before;
  }
  return chain;
}
