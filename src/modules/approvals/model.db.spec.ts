import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PLAIN, WIDE, type Shape } from '../../../test/support/approvals/machine/model-shapes.js';
import { matrixText } from '../../../test/support/approvals/model-matrix.js';
import type { Edition } from '../../../test/support/approvals/model-rules.js';
import { Story, type OfDeal } from '../../../test/support/approvals/model-story.js';
import type { OfCompany } from '../../../test/support/approvals/moved-company.js';
import { Offers } from '../../../test/support/approvals/offers.js';
import { onFreshDatabase } from '../../../test/support/small-company.js';
import { runs } from '../../../test/support/properties/property-runs.js';

const PEOPLE = ['ana', 'mia', 'dan', 'vic', 'kim', 'lou', 'max'] as const;

const person = fc.constantFrom(...PEOPLE);
const deal = fc.constantFrom(0, 0, 0, 1);
const step = fc.nat({ max: 3 });
const pick = fc.nat({ max: 20 });
/** Who decides for whom: in no circle. */
const grant = {
  person: fc.constantFrom('mia', 'dan', 'kim'),
  to: fc.constantFrom('lou', 'vic', 'ana', 'mia'),
};
const kind = <K extends string>(...kinds: K[]): fc.Arbitrary<K> => fc.constantFrom(...kinds);
const often = (weight: number, arbitrary: fc.Arbitrary<OfDeal | OfCompany>) => ({ weight, arbitrary });

const ofDeals = [
  often(5, fc.record({ kind: kind('submit'), deal })),
  // Everybody who is asked approves, until nobody is.
  often(3, fc.record({ kind: kind('agree'), deal })),
  often(
    4,
    fc.record({
      kind: kind('change'),
      deal,
      discount: fc.constantFrom(5, 9, 12, 18, 22, 28, 35),
      margin: fc.constantFrom(37, 37.5, 38, 39.5, 45),
    }),
  ),
  // Whoever is asked, of the deal as the model has it.
  often(10, fc.record({ kind: kind('sign'), deal, pick })),
  often(2, fc.record({ kind: kind('approve', 'reject', 'retract'), deal, person, step })),
  often(
    4,
    fc.record({ kind: kind('refuse', 'unsign', 'unsign', 'hand-on', 'withdraw'), deal, pick, to: person }),
  ),
  // Few have the authority to be handed a step.
  often(2, fc.record({ kind: kind('hand-on'), deal, pick, to: fc.constantFrom('dan', 'vic', 'lou') })),
  often(2, fc.record({ kind: kind('unsign'), deal, pick })),
  often(1, fc.record({ kind: kind('delegate', 'override'), deal, person, step, to: person })),
  often(1, fc.record({ kind: kind('reassign'), deal, person, step, to: fc.array(person, { maxLength: 3 }) })),
  often(1, fc.record({ kind: kind('sign-for'), deal, pick })),
  often(2, fc.record({ kind: kind('deputise'), deal, pick, ...grant })),
  often(1, fc.record({ kind: kind('start-over', 'second-thoughts'), deal, pick })),
  often(1, fc.record({ kind: kind('recall'), deal, person })),
  often(2, fc.record({ kind: kind('lost', 'retry', 'book', 'book'), deal })),
  often(3, fc.record({ kind: kind('book-freely'), deal })),
  often(4, fc.record({ kind: kind('tend'), deal })),
];

const ofCompany = [
  often(1, fc.record({ kind: kind('report-to'), person: fc.constantFrom('mia', 'dan', 'kim') })),
  often(2, fc.record({ kind: kind('leave', 'return'), person: fc.constantFrom('kim', 'max', 'mia') })),
  often(1, fc.record({ kind: kind('demote', 'promote'), person: fc.constantFrom('dan', 'mia') })),
  often(1, fc.record({ kind: kind('drop', 'join'), person: fc.constantFrom('lou', 'max', 'mia') })),
  often(
    2,
    fc.record({
      kind: kind('stand-in', 'stand-in', 'stand-in', 'stand-off'),
      ...grant,
    }),
  ),
  // Never a sum that is exactly some level's time to answer.
  often(3, fc.record({ kind: kind('wait'), minutes: fc.constantFrom(26, 97, 97, 313, 44_640, 87_840) })),
  often(3, fc.record({ kind: kind('look') })),
  often(1, fc.record({ kind: kind('publish') })),
];

/** What a run must come to, or it has tried nothing. */
const REACHED =
  `PENDING, APPROVED, REJECTED, STALE, EXPIRED, CONSUMED, EVALUATION_FAILED, approved, auto_carried, overridden, went on late,
by a deputy, published, booked approved, booked not-needed, booked missing, delegate done, looked, an approval taken back`.split(
    /,\s+/,
  );

function reachedBy(story: Story): string[] {
  const requests = story.models.flatMap(({ request }) => request ?? []);
  const levels = requests.flatMap((request) => request.levels);
  return [
    ...story.reached,
    ...requests.map(({ standing }) => standing),
    ...levels.map(({ state }) => state),
    ...(levels.some(({ rung }) => rung > 0) ? ['went on late'] : []),
    ...(levels.some(({ asked, quorum }) => asked === 'desk' && quorum > 2) ? ['all of several'] : []),
    ...(levels.some(({ level, asked, rung }) => asked !== level && rung === 0)
      ? ['others in place of who is not there']
      : []),
    ...(levels.some(({ votes }) => votes.some(({ standsFor }) => standsFor !== null)) ? ['by a deputy'] : []),
  ];
}

/** Sequences in one database: facts and audit grow with each, and everything that is known is read again and again. */
const IN_ONE = 100;
const SEED = Number(process.env['KICKER_SEED'] ?? 20261129);
const PARTS = Array.from(
  { length: Math.ceil(runs(IN_ONE, SEED, 1_000).numRuns / IN_ONE) },
  (_, part) => part,
);
/** What sequences are of, and what they came to. */
interface Telling {
  readonly seed: number;
  readonly shape: Shape;
  readonly reached: Set<string>;
}

/** As many sequences as go on in one company. */
async function tellStories(offers: Offers, { seed, shape, reached }: Telling): Promise<void> {
  await offers.open(matrixText('first', shape));
  const commands = fc.array(fc.oneof(...ofDeals, ...ofCompany), { minLength: 6, maxLength: 14 });
  let edition: Edition = 'first';
  const tried = fc.asyncProperty(commands, async (sequence) => {
    const story = new Story(offers, edition, shape);
    await story.open();
    for (const each of [{ kind: 'submit', deal: 0 }, ...sequence]) {
      expect(await story.do(each as OfDeal | OfCompany)).toEqual([]);
      for (const seen of reachedBy(story)) reached.add(seen);
      edition = story.edition;
    }
    expect(await story.again()).toEqual([]);
  });
  await fc.assert(tried, { numRuns: IN_ONE, seed });
}

describe.each([
  ['where one person is asked once', PLAIN, ['submitted after it']],
  ['where no person decides two levels', WIDE, ['all of several', 'others in place of who is not there']],
] as const)('any sequence of commands on stored deals, %s', (_, shape, also) => {
  const reached = new Set<string>();

  it.each(PARTS)(
    'does what a small model of approvals says, and keeps what must hold after each step, part %i',
    async (part) => {
      const told = onFreshDatabase((database) =>
        tellStories(new Offers(database), { seed: SEED + part, shape, reached }),
      );
      await expect(told).resolves.toBeUndefined();
    },
    1_800_000,
  );

  it('comes to everything that is rare', () => {
    expect([...REACHED, ...also].filter((each) => !reached.has(each))).toEqual([]);
  });
});
