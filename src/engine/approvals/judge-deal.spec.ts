import fc from 'fast-check';
import {
  deal,
  level,
  matrixOf,
  organisation,
  readyMatrix,
  row,
  TAKES_PART,
  term,
} from '../../../test/support/rules/matrix.js';
import { conditionFrom } from '../../../test/support/rules/matrix.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import type { ApprovalLevel, ApprovalMatrix } from '../rulebook/rulebook.js';
import { carriedBy, type HumanDecision } from './carry.js';
import { fingerprintOfTerms, type Deal } from './deal.js';
import { wordingsOf } from './judge-deal.js';
import { planSteps, type SubmissionPlan } from './plan-steps.js';
import type { Judgement } from './requirement.js';

const DISCOUNT = 'deal.discount';

function offer(discount: string, margin = '45%', days = '30 days'): Deal {
  return deal({ [DISCOUNT]: discount, 'deal.margin': margin, 'deal.payment-days': days });
}

function levels(judgement: Judgement): readonly string[] | string {
  return judgement.kind === 'failed' ? judgement.code : judgement.requirements.map((each) => each.level);
}

describe('what a matrix asks of a deal', () => {
  const judge = readyMatrix(matrixOf());

  it.each([
    ['within the authority of the seller', offer('10%', '40%'), []],
    ['at the end that counts', offer('20%'), ['manager']],
    ['the ladder up to the level', offer('20.01%'), ['manager', 'director']],
    ['the whole ladder', offer('31%'), ['manager', 'director', 'vp']],
    [
      'a parallel level beside the ladder, once',
      offer('24%', '38%', '45 days'),
      ['manager', 'director', 'finance'],
    ],
    ['nothing that is not known', deal({ [DISCOUNT]: '5%', 'deal.margin': '45%' }), 'UNKNOWN_FACT'],
  ])('%s', (_, given, wanted) => {
    expect(levels(judge.judge(given))).toEqual(wanted);
  });

  it('names every reason of a level, and the facts that its row tests', () => {
    const found = judge.judge(offer('24%', '38%'));
    expect(found).toMatchObject({
      rows: ['twenty', 'thin'],
      requirements: [
        { level: 'manager', chain: 'ladder', order: 0, reasons: [{ row: 'twenty', tested: [DISCOUNT] }] },
        { level: 'director', order: 1 },
        {
          level: 'finance',
          chain: 'finance',
          order: 0,
          reasons: [{ row: 'thin', tested: ['deal.margin', 'deal.payment-days'] }],
        },
      ],
    });
  });

  const overlapping = [
    row('any', { [DISCOUNT]: '> 10%' }, ['manager']),
    row('more', { [DISCOUNT]: '> 20%' }, ['vp']),
  ];

  it.each([
    ['unique', 'SEVERAL_MATCH'],
    ['any', 'ROWS_DIFFER'],
    ['first', ['manager']],
    ['priority', ['vp']],
    ['collect', ['manager', 'vp']],
  ] as const)('by %s where two rows match', (hit, wanted) => {
    expect(levels(readyMatrix(matrixOf({ hit, rows: overlapping })).judge(offer('25%')))).toEqual(wanted);
  });

  it.each([
    ['refuse', 'NO_MATCH'],
    ['approve', []],
    [{ level: 'vp' }, ['vp']],
  ] as const)('as %j says where no row matches', (noMatch, wanted) => {
    expect(levels(readyMatrix(matrixOf({ noMatch, rows: overlapping })).judge(offer('5%')))).toEqual(wanted);
  });

  it('asks the next level as well where the highest may not sign so much', () => {
    const inputs = [term(DISCOUNT, 'higher'), term('deal.net', 'higher')];
    const maySign = conditionFrom({ 'deal.net': '<= 50,000 USD' });
    const ladder = [level('manager', { maySign }), level('director', { maySign }), level('vp')];
    const limited = readyMatrix(matrixOf({ inputs, levels: ladder, rows: overlapping.slice(0, 1) }));
    const of = (net: string): Deal => deal({ [DISCOUNT]: '15%', 'deal.net': net });
    expect(levels(limited.judge(of('50,000 USD')))).toEqual(['manager']);
    expect(levels(limited.judge(of('50,000.01 USD')))).toEqual(['manager', 'director', 'vp']);
    const noVp = readyMatrix(matrixOf({ inputs, levels: ladder.slice(0, 2), rows: overlapping.slice(0, 1) }));
    expect(levels(noVp.judge(of('60,000 USD')))).toBe('NO_AUTHORITY');
  });

  it('judges no amounts of another currency', () => {
    const rows = [row('large', { 'deal.net': '> 5,000 USD' }, ['manager'])];
    const large = readyMatrix(matrixOf({ inputs: [term('deal.net', 'higher')], rows, noMatch: 'approve' }));
    const inEuro = deal({ 'deal.net': '9,000 EUR', 'deal.currency': 'EUR' }, { currency: 'EUR' });
    expect(levels(large.judge(inEuro))).toBe('CURRENCY');
    expect(levels(large.judge(deal({ 'deal.net': '9,000 USD' })))).toEqual(['manager']);
  });

  it('adds up the lines of a deal for what nobody said of the whole', () => {
    const rows = [row('large', { 'deal.net': '> 5,000 USD' }, ['manager'])];
    const large = readyMatrix(matrixOf({ inputs: [term('deal.net', 'higher')], rows, noMatch: 'approve' }));
    const lines = [3_000n, 2_001n].map((n) => new Map([['line.net', { n, d: 1n }]]));
    expect(levels(large.judge(deal({}, { lines })))).toEqual(['manager']);
    expect(levels(large.judge(deal({}, { lines: lines.slice(1) })))).toEqual([]);
  });
});

describe('the fingerprint of judged terms', () => {
  it('is one for equal values however they are written, and another for every other value or currency', () => {
    const of = (discount: string, currency = 'USD'): string => {
      const found = readyMatrix(matrixOf()).judge(offer(discount));
      return found.kind === 'judged' ? fingerprintOfTerms(found.terms, currency) : '';
    };
    expect(of('20%')).toBe(of('20.0%'));
    expect(new Set([of('20%'), of('20.1%'), of('20%', 'EUR')]).size).toBe(3);
  });
});

const matrix = matrixOf();
const judge = readyMatrix(matrix);

/** Everybody who is asked approves. */
function approvedAt(given: Deal, sequence: number, before: readonly HumanDecision[] = []): HumanDecision[] {
  const plan = submitted(given, before);
  if (plan.kind === 'failed') throw new Error(plan.reason);
  return plan.steps.flatMap((step, at) =>
    step.kind === 'asked'
      ? [
          {
            id: `${sequence}/${step.requirement.level}`,
            level: step.requirement.level,
            decision: 'approved' as const,
            day: given.date,
            at: null,
            sequence: sequence + at,
            terms: plan.terms,
            rows: step.requirement.reasons.map((reason) => reason.row),
            version: matrix.fingerprint,
            wordings: wordingsOf(matrix),
            isEntitled: true,
            people: ['manager'],
          },
        ]
      : [],
  );
}

function submitted(
  given: Deal,
  decisions: readonly HumanDecision[],
  of: ApprovalMatrix = matrix,
): SubmissionPlan {
  const asking = {
    matrix: of,
    deal: given,
    parties: TAKES_PART,
    organisation: organisation(),
    day: given.date,
  };
  return planSteps((of === matrix ? judge : readyMatrix(of)).judge(given), decisions, asking);
}

function asked(plan: SubmissionPlan): readonly string[] {
  if (plan.kind === 'failed') return [plan.code];
  return plan.steps.filter(({ kind }) => kind === 'asked').map(({ requirement }) => requirement.level);
}

describe('what an earlier approval carries', () => {
  const granted = approvedAt(offer('35%', '38%'), 1);

  it.each([
    ['all of it where nothing changed', offer('35%', '38%'), []],
    ['all of it where everything got better, by another row', offer('25%', '39%'), []],
    ['all but what got worse', offer('35%', '36%'), ['finance']],
    ['what is worse within the tolerance', offer('35%', '37%'), []],
    ['nothing of what got worse', offer('36%', '38%'), ['manager', 'director', 'vp']],
  ])('%s', (_, given, wanted) => {
    expect(asked(submitted(given, granted))).toEqual(wanted);
  });

  it('does not carry what is too old, reworded, rejected since, or of somebody who may no longer decide', () => {
    const [found] = (judge.judge(offer('15%')) as Extract<Judgement, { kind: 'judged' }>).requirements;
    const [before] = approvedAt(offer('15%'), 1);
    if (!found || !before) throw new Error('no requirement');
    const terms = before.terms;
    const why = (decisions: readonly HumanDecision[], day = before.day): unknown => {
      const carried = carriedBy(found, decisions, { matrix, terms, day, offered: new Map() });
      return carried?.by ? 'carried' : carried && 'why' in carried ? carried.why : carried;
    };
    expect(why([before])).toBe('carried');
    expect(why([before], before.day + 60)).toBe('too-old');
    expect(why([before], before.day + 59)).toBe('carried');
    expect(why([{ ...before, wordings: new Map([['ten', 'other words']]) }])).toBe('reworded');
    expect(why([{ ...before, isEntitled: false }])).toBe('not-entitled');
    expect(why([before, { ...before, decision: 'rejected', sequence: 2, level: 'vp' }])).toBe('rejected');
    expect(why([before, { ...before, decision: 'rejected', sequence: 0, level: 'vp' }])).toBe('carried');
    expect(why([])).toBeNull();
  });

  it.each<[string, Partial<ApprovalLevel>, string]>([
    ['the time to answer', { answersWithin: { count: 1, unit: 'hours' }, lateGoesTo: 'nobody' }, 'carried'],
    ['who decides', { approver: 'role.other' }, 'reworded'],
    ['how many', { quorum: 2 }, 'reworded'],
    ['how far up', { up: 2 }, 'reworded'],
  ])('carries into a new version by its level: %s', (_, changed, wanted) => {
    const [found] = (judge.judge(offer('15%')) as Extract<Judgement, { kind: 'judged' }>).requirements;
    const [before] = approvedAt(offer('15%'), 1);
    if (!found || !before) throw new Error('no requirement');
    const levels = [level('manager', changed), ...matrixOf().levels.slice(1)];
    const next = matrixOf({ levels, fingerprint: 'discounts-2' });
    const of = (decision: HumanDecision, at = next): string | undefined => {
      const carried = carriedBy(found, [decision], { ...before, offered: before.terms, matrix: at });
      return carried?.by ? 'carried' : carried?.why;
    };
    expect(of(before)).toBe(wanted);
    // Decisions from before levels were written down carry within their own version alone.
    const rows = new Map([...before.wordings].filter(([name]) => !name.includes(' ')));
    expect(of({ ...before, wordings: rows })).toBe('reworded');
    expect(of({ ...before, wordings: rows }, matrix)).toBe('carried');
  });

  const percent = fc.integer({ min: 0, max: 45 }).map((each) => `${each}%`);
  const anyOffer = fc
    .tuple(percent, fc.integer({ min: 30, max: 60 }), fc.integer({ min: 0, max: 90 }))
    .map(([discount, margin, days]) => offer(discount, `${margin}%`, `${days} days`));

  it('carries everything of an unchanged deal, so that submitting twice asks nobody', () => {
    fc.assert(
      fc.property(anyOffer, (given) => {
        expect(asked(submitted(given, approvedAt(given, 1)))).toEqual([]);
      }),
      runs(200),
    );
  });

  it('never asks more of a deal that got better, and never lets small steps add up', () => {
    const path = fc.array(anyOffer, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(path, (offers) => {
        let decisions: HumanDecision[] = [];
        let sequence = 1;
        for (const given of offers) {
          const plan = submitted(given, decisions);
          if (plan.kind === 'failed') throw new Error(plan.reason);
          for (const step of plan.steps) {
            if (step.kind !== 'carried') continue;
            const tested = new Set(step.requirement.reasons.flatMap((reason) => reason.tested));
            // A margin may be one point below what a person saw, however many steps led there.
            const worst = decisions
              .filter(({ level: of }) => of === step.requirement.level)
              .some(({ terms }) => isAsGood(plan.terms, terms, tested));
            expect(worst).toBe(true);
          }
          decisions = [...decisions, ...approvedAt(given, sequence, decisions)];
          sequence += 10;
        }
      }),
      runs(200),
    );
  });
});

type Terms = HumanDecision['terms'];

/** Written for this matrix alone: whether terms are no worse than those somebody saw. */
function isAsGood(now: Terms, then: Terms, tested: ReadonlySet<string>): boolean {
  const number = (of: Terms, fact: string): number => {
    const value = of.get(fact);
    return typeof value === 'object' ? Number(value.n) / Number(value.d) : Number.NaN;
  };
  const isFine = (fact: string, better: (a: number, b: number) => boolean): boolean =>
    !tested.has(fact) || better(number(now, fact), number(then, fact));
  return (
    isFine(DISCOUNT, (a, b) => a <= b) &&
    isFine('deal.margin', (a, b) => a >= b - 0.010_000_001) &&
    isFine('deal.payment-days', (a, b) => a <= b)
  );
}

it('says of which deals two people must pass a level over, and of those that it cannot judge', () => {
  const overrideByTwo = conditionFrom({ 'deal.discount': '> 30%' });
  const of = (discount: string, terms = {}): boolean => {
    const facts = { 'deal.margin': '45%', 'deal.payment-days': '30 days', 'deal.discount': discount };
    const known = discount === '' ? deal({ 'deal.margin': '45%' }) : deal(facts);
    return readyMatrix(matrixOf({ terms: { ...matrixOf().terms, ...terms } })).overrideNeedsTwo(known);
  };
  const asked = ['30%', '31%', ''].map((each) => of(each, { overrideByTwo }));
  expect([of('31%'), ...asked]).toEqual([false, false, true, true]);
});
