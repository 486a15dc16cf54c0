import fc from 'fast-check';
import { runs } from '../../../../test/support/properties/property-runs.js';
import {
  deal,
  level,
  matrixOf,
  organisation,
  row,
  TAKES_PART,
} from '../../../../test/support/rules/matrix.js';
import { KNOWN, observedIn } from '../../../../test/support/approvals/machine/observed.js';
import { BESIDE } from '../../../../test/support/approvals/machine/transitions.js';
import { brokenInvariants } from '../../../../test/support/rules/request-invariants.js';
import { HOURS, Story } from '../../../../test/support/rules/request.js';
import { apply } from './apply.js';
import type { Decided } from './commands.js';
import { decide, retract } from './decide.js';
import { delegate, reassign } from './deciding/hand-on.js';
import type { Request } from './state.js';
import { override } from './deciding/override.js';
import { booked, closedLost, dealChanged, recall, resubmitted, tick } from './tend.js';

const PEOPLE = ['ana', 'bo', 'cy', 'di', 'ed', 'flo'] as const;

const person = fc.constantFrom(...PEOPLE);
const step = fc.integer({ min: 0, max: 2 });
type Person = (typeof PEOPLE)[number];
type Command =
  | { readonly kind: 'approve' | 'reject' | 'retract'; readonly person: Person; readonly step: number }
  | {
      readonly kind: 'delegate' | 'reassign' | 'override';
      readonly person: Person;
      readonly step: number;
      readonly to: Person;
    }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'move'; readonly person: Person; readonly role: string }
  | { readonly kind: 'leave' | 'recall' | 'lost'; readonly person: Person }
  | { readonly kind: 'change' | 'revert' | 'book' | 'resubmit' };

/** What may be tried; most of it is refused at one time or other. */
const command = fc.oneof(
  // Who is asked approves, or the request never comes to an end.
  {
    weight: 20,
    arbitrary: fc
      .constantFrom(['bo', 0] as const, ['cy', 1] as const, ['di', 1] as const, ['ed', 2] as const)
      .map(([who, at]) => ({ kind: 'approve' as const, person: who, step: at })),
  },
  ...[
    fc.record({ kind: fc.constantFrom('approve' as const, 'retract' as const), person, step }),
    fc.record({ kind: fc.constant('reject' as const), person, step }),
    fc.record({ kind: fc.constant('delegate' as const), person, step, to: person }),
    fc.record({ kind: fc.constant('reassign' as const), person, step, to: person }),
    fc.record({ kind: fc.constant('override' as const), person, step, to: person }),
    fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 150 }) }),
    fc.record({
      kind: fc.constant('move' as const),
      person,
      role: fc.constantFrom('manager', 'director', 'finance'),
    }),
    fc.record({ kind: fc.constantFrom('leave' as const, 'recall' as const, 'lost' as const), person }),
    fc.record({
      kind: fc.constantFrom('change' as const, 'revert' as const, 'book' as const, 'resubmit' as const),
    }),
  ].map((arbitrary) => ({ weight: 1, arbitrary: arbitrary as fc.Arbitrary<Command> })),
);

const answersWithin = { count: 1, unit: 'business-days' as const };
const MATRIX = matrixOf({
  levels: [
    level('manager', { answersWithin, lateGoesTo: 'director' }),
    level('director', { quorum: 2, answersWithin, lateGoesTo: 'nobody' }),
    level('finance', { order: 'parallel', quorum: 'all' }),
  ],
  rows: [
    row('deep', { 'deal.discount': '> 10%' }, { upTo: 'director' }),
    row('thin', { 'deal.margin': '< 40%' }, ['finance']),
  ],
});

/** A story whose organisation moves. */
class Moving {
  readonly roles = new Map<string, string>([
    ['bo', 'manager'],
    ['cy', 'director'],
    ['di', 'director'],
    ['ed', 'finance'],
    ['flo', 'director'],
  ]);
  readonly left = new Set<string>();
  readonly story: Story;
  known: Request;

  constructor(terms: 'asked-once' | 'two-people') {
    const given = deal({ 'deal.discount': '25%', 'deal.margin': '30%', 'deal.payment-days': '10 days' });
    const matrix = { ...MATRIX, terms: { ...MATRIX.terms, samePersonTwice: terms } };
    const peopleInRole = (role: string): string[] => PEOPLE.filter((each) => this.roles.get(each) === role);
    const isActive = (each: string): boolean => !this.left.has(each);
    this.story = new Story(matrix, given, {
      organisation: organisation({ peopleInRole, isActive }),
      parties: { ...TAKES_PART, beneficiaries: ['flo'] },
    });
    this.story.submit();
    this.known = this.story.request;
  }

  /** Does it; the code of a refusal, else nothing. */
  do(what: Command): string {
    if (what.kind === 'move') this.roles.set(what.person, what.role);
    else if (what.kind === 'leave') this.left.add(what.person);
    else if (what.kind === 'wait') this.story.at += what.hours * HOURS;
    const { story } = this;
    const decided = 'step' in what ? this.ofStep(what) : this.ofRequest(what);
    return decided ? story.take(decided) : '';
  }

  private ofStep(what: Extract<Command, { readonly step: number }>): Decided {
    const { request } = this.story;
    const as = this.story.setting(what.person);
    switch (what.kind) {
      case 'retract':
        return retract(request, what.step, as);
      case 'delegate':
        return delegate(request, what, as);
      case 'reassign':
        return reassign(request, { step: what.step, to: [what.to], reason: 'Away' }, as);
      case 'override':
        return override(request, { step: what.step, reason: 'Now', second: what.to, needsTwo: false }, as);
      default:
        return decide(
          request,
          { step: what.step, decision: what.kind, hash: request.hash, reason: 'So' },
          as,
        );
    }
  }

  private ofRequest(what: Exclude<Command, { readonly step: number }>): Decided | null {
    const { request } = this.story;
    const as = (actor: string): ReturnType<Story['setting']> => this.story.setting(actor);
    switch (what.kind) {
      case 'wait':
        return tick(request, as('clock'));
      case 'recall':
        return recall(request, as(what.person));
      case 'lost':
        return closedLost(request, as(what.person));
      case 'change':
        return dealChanged(request, 'other', as('sync'));
      case 'revert':
        return dealChanged(request, request.hash, as('sync'));
      case 'resubmit':
        return resubmitted(request, as('ana'));
      case 'book':
        return booked(request, { hash: request.hash, booking: 'B' }, as('sync'));
      default:
        return null;
    }
  }
}

describe('any sequence of commands', () => {
  it.each(['asked-once', 'two-people'] as const)(
    'keeps the invariants of the state machine, with %s',
    (terms) => {
      const reached = new Set<string>();
      fc.assert(
        fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
          const moving = new Moving(terms);
          const given = { parties: ['ana', 'flo'], twoPeople: terms === 'two-people' };
          const broken: string[] = [];
          for (const each of commands) {
            const before = moving.story.events.length;
            const code = moving.do(each);
            const fresh = moving.story.events.slice(before);
            if (code !== '' && fresh.length > 0) broken.push(`${code} left events behind`);
            moving.known = fresh.reduce((now, event) => apply(now, event, 'R1'), moving.known);
            broken.push(...brokenInvariants(moving.known, moving.story.events, given));
            reached.add(moving.known.standing);
          }
          const others = observedIn(moving.story.events).filter(
            (each) => !KNOWN.has(each) && !(each in BESIDE),
          );
          broken.push(...others.map((each) => `${each} is no transition`));
          expect(broken).toEqual([]);
          expect(moving.known).toEqual(moving.story.request);
        }),
        runs(400, 20261128),
      );
      // A run that reaches none of these has tried nothing.
      expect([...reached]).toEqual(
        expect.arrayContaining(['PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'RECALLED']),
      );
    },
  );
});
