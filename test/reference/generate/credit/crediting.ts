import fc from 'fast-check';
import type {
  CreditPart,
  EngagementPolicy,
  EngagementRule,
  Measure,
  Overlay,
  Plan,
} from '../../../../src/engine/rulebook/rulebook.js';
import type { CreditRuling } from '../../../../src/engine/model/credit-ruling.js';
import { day, operand } from '../../../support/sample-rules.js';
import type { Booked, Situation } from '../../../support/situation.js';

/** Two sellers of one booking, what each is paid on and what retires quota. */
const someSplit = fc.constantFrom<readonly CreditPart[]>(
  [
    { to: 'booking.salesperson', parts: 60, quotaParts: 50 },
    { to: 'booking.second', parts: 40, quotaParts: 50 },
  ],
  [
    { to: 'booking.salesperson', parts: { share: { n: 2n, d: 3n } }, quotaParts: 'none' },
    {
      to: 'booking.second',
      parts: { share: { n: 1n, d: 3n } },
      quotaParts: { share: { n: 1n, d: 1n } },
    },
  ],
  [
    { to: 'booking.salesperson', parts: 3 },
    { to: 'booking.second', parts: 'none', quotaParts: 2 },
  ],
  [
    { to: 'booking.salesperson', parts: 1, quotaParts: 3 },
    { to: 'territory.holders', parts: 2, quotaParts: 1 },
  ],
  [
    { to: 'booking.salesperson', parts: 2 },
    { to: 'booking.second', parts: 1 },
  ],
);

/** One seller alone, whose credit is paid on, or retires quota, in another part than the whole. */
const someAlone = fc.constantFrom<readonly CreditPart[]>(
  [{ to: 'booking.salesperson', parts: 1, quotaParts: 'none' }],
  [{ to: 'booking.salesperson', parts: 2, quotaParts: 1 }],
);

const someOverlay: fc.Arbitrary<Overlay> = fc.record({
  id: fc.constant('engineer'),
  when: fc.constantFrom<Overlay['when']>(null, {
    fact: 'line.product',
    test: { is: 'equal', to: { word: 'plus' } },
  }),
  to: fc.constantFrom('booking.engineer', 'booking.engineer', 'territory.holders'),
  share: fc.constantFrom('100%', '50%', '33.3%').map(operand),
  quota: fc.constantFrom<Overlay['quota']>('counts', 'counts', 'does-not-count', 'only'),
});

/** Whom the rules name beside the seller, and what of it counts for which measure. */
const someCrediting = fc.record({
  split: someSplit,
  alone: someAlone,
  overlays: fc.array(someOverlay, { maxLength: 1 }),
  second: fc.array(fc.constantFrom(undefined, 'bob', 'mia', 'ana'), { minLength: 1, maxLength: 4 }),
  open: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
  engineer: fc.array(fc.constantFrom(undefined, 'bob', 'ana', 'mia'), { minLength: 1, maxLength: 3 }),
  /** What counts overlays rather than people's own. */
  beside: fc.constantFrom(null, 'sold', 'sold', 'deals'),
});
type Crediting = typeof someCrediting extends fc.Arbitrary<infer T> ? T : never;

/** What people have ruled of the first bookings: at most once each, on some of its days. */
const someRulings: fc.Arbitrary<readonly CreditRuling[]> = fc
  .uniqueArray(
    fc.record({
      booking: fc.integer({ min: 0, max: 4 }),
      to: fc.constantFrom<CreditRuling['to']>(
        'house',
        [{ participant: 'bob', parts: 1 }],
        [
          { participant: 'ana', parts: 2 },
          { participant: 'mia', parts: 1 },
        ],
      ),
      until: fc.constantFrom(null, day('2026-03-01')),
    }),
    { maxLength: 3, selector: ({ booking }) => booking },
  )
  .map((all) =>
    all.map(({ booking, to, until }) => ({
      id: `R${booking}`,
      of: { source: 'crm', booking: `D${booking}` },
      from: day('2000-01-01'),
      until,
      to,
      because: 'Ruled',
      by: 'Comp operations',
      arisesFrom: null,
    })),
  );

/** Half of the same situations with bookings of several sellers, parts that retire quota, and credit beside. */
export function creditedApart(situations: fc.Arbitrary<Situation>): fc.Arbitrary<Situation> {
  return fc
    .tuple(
      situations,
      fc.option(someCrediting, { nil: null, freq: 2 }),
      fc.option(someRulings, { nil: undefined, freq: 1 }),
    )
    .map(([before, crediting, rulings]) => {
      const situation = rulings === undefined ? before : { ...before, rulings };
      if (crediting === null) return situation;
      const { plans = [], spiffs = [], policies = [], bookings } = situation;
      return {
        ...situation,
        plans: plans.map((each) => counting(each, crediting)),
        spiffs: spiffs.map((each) => counting(each, crediting)),
        policies: policies.map((each) => sharing(each, crediting)),
        bookings: bookings.map((each, at) => named(each, at, crediting)),
      };
    });
}

function counting<T extends Plan>(plan: T, { beside }: Crediting): T {
  const counted = (each: Measure): Measure =>
    each.id === beside && !each.derived ? { ...each, credits: 'overlay' } : each;
  return plan.id === 'lead' ? plan : { ...plan, measures: plan.measures.map(counted) };
}

function sharing(policy: EngagementPolicy, { split, alone, overlays }: Crediting): EngagementPolicy {
  const rules: readonly EngagementRule[] = [
    {
      id: 'split',
      when: { fact: 'booking.second', test: { is: 'known' } },
      credit: split,
      because: 'Shared',
    },
    {
      id: 'open',
      when: { fact: 'booking.territory-kind', test: { is: 'equal', to: { word: 'open' } } },
      credit: alone,
      because: 'Open',
    },
  ];
  const [first, ...others] = policy.phases;
  if (!first) return policy;
  return {
    ...policy,
    phases: [{ id: 'shared', hit: 'first', rules }, first, ...others],
    overlays,
  };
}

function named(booked: Booked, at: number, { second, open, engineer }: Crediting): Booked {
  const [other, beside] = [second[at % second.length], engineer[at % engineer.length]];
  return {
    ...booked,
    facts: {
      ...booked.facts,
      ...(other === undefined ? {} : { 'booking.second': other }),
      ...(beside === undefined ? {} : { 'booking.engineer': beside }),
      ...(open[at % open.length] ? { 'booking.territory-kind': 'open' } : {}),
    },
  };
}
