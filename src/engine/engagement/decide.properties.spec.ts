import fc from 'fast-check';
import { FIRST_DAY } from '../kernel/day.js';
import { ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { Decision, DecisionRule } from '../rulebook/parts/decision.js';
import type { Condition, EngagementPolicy, FactCatalogue } from '../rulebook/rulebook.js';
import { decide } from './decide.js';
import type { SubjectFacts } from './ruling.js';

const FACTS: FactCatalogue = {
  id: 'company',
  timeZone: 'UTC',
  units: [],
  fields: [
    { name: 'account.employees', is: 'count', means: 'Size' },
    { name: 'account.kind', is: 'text', means: 'Kind' },
  ],
  attributes: [],
  relations: [{ name: 'account.parent-owner', gives: 'person', means: 'Owner above' }],
  events: [],
  absences: [],
  values: [],
  calendars: [],
  fingerprint: '',
};

const people = (value: number) =>
  ({ quantity: { value: ratio(BigInt(value)), unit: { kind: 'plain' } } }) as const;

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((than): Condition => ({
    fact: 'account.employees',
    test: { is: 'greater-or-equal', than: people(than) },
  })),
  fc
    .constantFrom('a', 'b')
    .map((word): Condition => ({ fact: 'account.kind', test: { is: 'equal', to: { word } } })),
  fc.constantFrom<Condition>({ fact: 'account.parent-owner', test: { is: 'known' } }),
);

const anyPhase = fc.record({
  hit: fc.constantFrom<'unique' | 'first'>('unique', 'first'),
  rules: fc.array(
    fc.record({ when: anyCondition, owner: fc.constantFrom('ana', 'ben', 'account.parent-owner') }),
    { maxLength: 3 },
  ),
});

const anySubject: fc.Arbitrary<SubjectFacts> = fc
  .record({
    size: fc.option(fc.integer({ min: 0, max: 5 })),
    kind: fc.option(fc.constantFrom('a', 'b')),
    above: fc.option(fc.constantFrom('eve')),
  })
  .map(({ size, kind, above }) => ({
    id: 'x',
    date: FIRST_DAY,
    currency: null,
    facts: new Map<string, FactValue>([
      ['account.employees', size === null ? undefined : ratio(BigInt(size))],
      ['account.kind', kind ?? undefined],
      ['account.parent-owner', above ?? undefined],
    ]),
  }));

type Phase = { hit: 'unique' | 'first'; rules: { when: Condition; owner: string }[] };

function policyOf(phases: readonly Phase[], unknown?: Decision['unknown']): EngagementPolicy {
  const ruleOf = ({ when, owner }: Phase['rules'][number], id: string): DecisionRule => ({
    id,
    when,
    gives: [{ output: 'owner', value: owner.includes('.') ? { name: owner } : { word: owner } }],
    because: id,
  });
  const decision: Decision = {
    id: 'owner',
    decides: 'owner',
    outputs: [{ id: 'owner', is: 'person' }],
    phases: phases.map(({ hit, rules }, at) => ({
      id: `p${at}`,
      hit,
      rules: rules.map((rule, index) => ruleOf(rule, `p${at}-r${index}`)),
    })),
    otherwise: { gives: [{ output: 'owner', value: 'nothing' }], because: 'Nobody' },
    ...(unknown === undefined ? {} : { unknown }),
  };
  const version = { id: 'roe', effective: { from: FIRST_DAY, until: null }, fingerprint: 'f' };
  return {
    ...version,
    creditAt: null,
    phases: [],
    otherwise: { because: '' },
    rollup: [],
    decisions: [decision],
  };
}

const ruled = (phases: readonly Phase[], subject: SubjectFacts, unknown?: Decision['unknown']) =>
  decide('owner', subject, { facts: FACTS, tables: [], policies: [policyOf(phases, unknown)] });

/** The subject with every value for what is not known of it, but for what the rules ask of openly. */
function completed(subject: SubjectFacts): readonly SubjectFacts[] {
  const filled = (name: string, values: readonly FactValue[]): readonly FactValue[] =>
    subject.facts.get(name) === undefined ? values : [subject.facts.get(name)];
  const sizes = filled('account.employees', [
    undefined,
    ...[-1, 0, 1, 2, 3, 4, 5].map((n) => ratio(BigInt(n))),
  ]);
  const kinds = filled('account.kind', [undefined, 'a', 'b', 'c']);
  return sizes.flatMap((size) =>
    kinds.map((kind) => ({
      ...subject,
      facts: new Map([...subject.facts, ['account.employees', size], ['account.kind', kind]]),
    })),
  );
}

describe('a decision in phases', () => {
  it('is the same for the same facts', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 4 }), anySubject, (phases, subject) => {
        expect(ruled(phases, subject)).toEqual(ruled(phases, subject));
      }),
    );
  });

  it('is never changed by rules in a later phase, whatever they say, once a phase has answered', () => {
    fc.assert(
      fc.property(
        fc.array(anyPhase, { minLength: 1, maxLength: 3 }),
        anyPhase,
        anySubject,
        (phases, added, subject) => {
          const before = ruled(phases, subject);
          fc.pre(before.phase !== null);
          const { rule, phase, gives, because, exception } = ruled([...phases, added], subject);
          expect({ rule, phase, gives, because, exception }).toEqual({
            rule: before.rule,
            phase: before.phase,
            gives: before.gives,
            because: before.because,
            exception: before.exception,
          });
        },
      ),
    );
  });

  it('names every rule that holds: as winner, in a tie, or as lost to the phase that answered', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 4 }), anySubject, (phases, subject) => {
        const { rule, phase, lost, exception } = ruled(phases, subject);
        const alone = phases.flatMap((each, at) =>
          each.rules.flatMap((own, index) =>
            ruled([{ hit: 'first', rules: [own] }], subject).phase === null ? [] : [`p${at}-r${index}`],
          ),
        );
        const tied = exception?.code === 'AMBIGUOUS' ? exception.reason : '';
        const named = alone.filter(
          (id) => id === rule || tied.split(' ').includes(id) || lost.some((each) => each.rule === id),
        );
        expect(named).toEqual(alone);
        expect(new Set(lost.map(({ lostTo }) => lostTo)).size).toBeLessThanOrEqual(1);
        expect(lost.every(({ lostTo }) => lostTo === phase)).toBe(true);
      }),
    );
  });

  it('answers, or says why not: never both and never neither', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 4 }), anySubject, (phases, subject) => {
        const { gives, exception } = ruled(phases, subject);
        expect(gives.length === 1).toBe(exception === null);
      }),
    );
  });
});

describe('a decision that leaves it to a person where a fact is missing', () => {
  const AB: readonly Phase[] = [
    {
      hit: 'first',
      rules: [
        { when: { fact: 'account.kind', test: { is: 'equal', to: { word: 'a' } } }, owner: 'ana' },
        { when: { fact: 'account.parent-owner', test: { is: 'known' } }, owner: 'account.parent-owner' },
      ],
    },
    { hit: 'unique', rules: [{ when: { all: [] }, owner: 'ben' }] },
  ];
  const of = (facts: Readonly<Record<string, string>>): SubjectFacts => ({
    id: 'x',
    date: FIRST_DAY,
    currency: null,
    facts: new Map(Object.entries(facts)),
  });

  it('names the rule and the fact, and what was asked openly is none', () => {
    const { rule, phase, gives, exception } = ruled(AB, of({ 'account.parent-owner': 'eve' }), 'exception');
    expect({ rule, phase, gives }).toEqual({ rule: null, phase: null, gives: [] });
    expect(exception).toEqual({
      code: 'UNKNOWN_FACT',
      reason: 'p0-r0 asks for account.kind, which is not known: it might answer if it was.',
    });
    expect(ruled(AB, of({ 'account.kind': 'b' }), 'exception')).toMatchObject({
      rule: 'p1-r0',
      exception: null,
    });
    expect(ruled(AB, of({ 'account.kind': 'a' }), 'exception')).toMatchObject({
      rule: 'p0-r0',
      exception: null,
    });
  });

  it('decides as any other where it does not say so', () => {
    expect(ruled(AB, of({}))).toMatchObject({ rule: 'p1-r0', exception: null });
    expect(ruled(AB, of({}), 'does-not-match')).toEqual(ruled(AB, of({})));
  });

  it('answers only what it would answer whatever were known, and as any other where all is', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 3 }), anySubject, (phases, subject) => {
        const found = ruled(phases, subject, 'exception');
        const all = completed(subject).map((each) => ruled(phases, each));
        const answers = found.exception === null ? all : [];
        const said = ({ rule, phase }: typeof found): object => ({ rule, phase });
        expect(answers.map(said)).toEqual(answers.map(() => said(found)));
        expect(all.length === 1 ? found : all[0]).toEqual(all[0]);
      }),
    );
  });
});
