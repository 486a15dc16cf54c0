import { BESIDE, OF_REQUESTS, OF_STEPS } from '../../../../test/support/approvals/machine/transitions.js';
import { asObserved, KNOWN, observedIn } from '../../../../test/support/approvals/machine/observed.js';
import { deal, level, matrixOf, readyMatrix, row } from '../../../../test/support/rules/matrix.js';
import { HOURS, Story } from '../../../../test/support/rules/request.js';
import { offer, said, story } from '../../../../test/support/rules/told.js';
import { wordingsOf } from '../judge-deal.js';
import type { Decided, Setting } from './commands.js';
import { retract } from './decide.js';
import { delegate, reassign } from './deciding/hand-on.js';
import { override, review } from './deciding/override.js';
import type { Request } from './state.js';
import { retry } from './submit.js';
import { booked, closedLost, dealChanged, recall, resubmitted, tick } from './tend.js';

const DAYS = 24 * HOURS;
const HOURLY = { answersWithin: { count: 1, unit: 'hours' as const } };
const LATE = matrixOf({
  levels: [
    level('manager', { ...HOURLY, lateGoesTo: 'director' }),
    level('director', { ...HOURLY, lateGoesTo: 'nobody' }),
  ],
  rows: [row('all', { 'deal.discount': '> 0%' }, ['manager'])],
});

type Act = (request: Request, setting: Setting) => Decided;

/** Does one thing after the other to a story, each by whoever is named. */
function then(told: Story, ...acts: readonly (readonly [string, Act])[]): Story {
  for (const [actor, act] of acts) expect(told.take(act(told.request, told.setting(actor)))).toBe('');
  return told;
}

const waits = (told: Story, milliseconds: number): Story => {
  told.at += milliseconds;
  return then(told, ['clock', tick]);
};

const changed: readonly [string, Act] = ['sync', (request, as) => dealChanged(request, 'other', as)];
const lost: readonly [string, Act] = ['sync', closedLost];
const approves = (actor: string, step: number) => (told: Story) => {
  said(told, actor, step);
  return told;
};

/** A deal that could not be judged. */
function unjudged(): Story {
  const told = new Story(matrixOf(), deal({ 'deal.discount': '15%' }));
  told.submit();
  return told;
}

function carried(): Story {
  const matrix = matrixOf();
  const told = new Story(matrix, offer('15%'));
  const judged = readyMatrix(matrix).judge(told.asking.deal);
  const terms = judged.kind === 'judged' ? judged.terms : new Map<string, undefined>();
  const day = Math.floor(told.at / DAYS);
  const of = {
    version: matrix.fingerprint,
    wordings: wordingsOf(matrix),
    terms,
    rows: ['ten'],
    day,
    at: told.at,
  };
  const by = { level: 'manager', decision: 'approved' as const, people: ['manager'], isEntitled: true };
  told.submit('ana', [{ id: 'R0/0', sequence: 1, ...of, ...by }]);
  return told;
}

function skipped(): Story {
  const levels = [level('manager', { ifNobody: 'skip' }), ...matrixOf().levels.slice(1)];
  return story('15%', matrixOf({ levels }), { peopleInRole: (role) => (role === 'manager' ? [] : [role]) });
}

/** Before it was judged: submitting does both at once, so that nobody else sees it so. */
function justSubmitted(): Story {
  const told = story();
  told.events.splice(1);
  return told;
}

const passOver = (second: string | null): Act => {
  return (request, as) => override(request, { step: 0, reason: 'Signs today', second, needsTwo: false }, as);
};

const nobodyLeft = (): Story => {
  const told = story('15%');
  told.asking = { ...told.asking, organisation: { ...told.asking.organisation, isActive: () => false } };
  return then(told, ['clock', tick]);
};

/** Stories that together make every transition. */
const STORIES: readonly (() => Story)[] = [
  () => approves('director', 1)(approves('manager', 0)(story())),
  () => then(story('5%'), changed, ['ana', resubmitted]),
  () => then(story('5%'), changed, ['sync', (request, as) => dealChanged(request, request.hash, as)]),
  () =>
    then(story('5%'), ['sync', (request, as) => booked(request, { hash: request.hash, booking: 'B' }, as)]),
  () => waits(story('5%'), 61 * DAYS),
  () => waits(then(story('5%'), changed), 61 * DAYS),
  () => then(story(), changed),
  () => then(unjudged(), changed),
  () => then(story(), ['ana', recall]),
  () => waits(waits(story('15%', LATE), 2 * HOURS), 2 * HOURS),
  () => {
    const told = story();
    said(told, 'manager', 0, 'Too cheap');
    return told;
  },
  () =>
    then(unjudged(), [
      'ana',
      (request, as) =>
        retry(
          request,
          { judgement: { kind: 'failed', code: 'NO_MATCH', reason: 'No', rows: [] }, decisions: [] },
          as,
        ),
    ]),
  ...[justSubmitted, unjudged, story, () => story('5%'), () => then(story('5%'), changed)].map(
    (begin) => () => then(begin(), lost),
  ),
  carried,
  skipped,
  nobodyLeft,
  () => then(story(), ['manager', (request, as) => delegate(request, { step: 0, to: 'director' }, as)]),
  () =>
    then(story(), ['admin', (request, as) => reassign(request, { step: 0, to: ['x'], reason: 'Away' }, as)]),
  () =>
    then(
      story(),
      ['cro', passOver('cfo')],
      ['cfo', passOver(null)],
      ['auditor', (request, as) => review(request, { step: 0, comment: 'Fine' }, as)],
    ),
  () => then(approves('manager', 0)(story()), ['manager', (request, as) => retract(request, 0, as)]),
];

const made = new Set(STORIES.flatMap((tell) => observedIn(tell().events)));

describe('the transitions of a request and of its steps', () => {
  // A draft is not stored, so that nothing of one is closed.
  const wanted = [...OF_REQUESTS, ...OF_STEPS].flatMap((each) =>
    asObserved(each)
      .filter((transition) => transition !== 'DRAFT DEAL_CLOSED_LOST CANCELLED')
      .map((transition) => [each.t, transition] as const),
  );

  it.each(wanted)('make %s, %s', (_, transition) => {
    expect(made.has(transition)).toBe(true);
  });

  it('are no others than those, but for what is said beside them', () => {
    expect([...made].filter((each) => !KNOWN.has(each) && !(each in BESIDE))).toEqual([]);
  });

  it('is tried again by the same terms alone, where it could not be judged', () => {
    const told = unjudged();
    const again = readyMatrix(matrixOf()).judge(offer('15%'));
    const of = { judgement: again, decisions: [] };
    expect(told.take(retry(told.request, of, told.setting('ana')))).toBe('OLD_FINGERPRINT');
    expect(told.take(retry(story().request, of, told.setting('ana')))).toBe('NOT_OPEN');
    const failed = nobodyLeft();
    failed.asking = story('15%').asking;
    expect(failed.take(retry(failed.request, of, failed.setting('ana')))).toBe('');
    expect(failed.standing).toBe('PENDING, manager REQUESTED');
  });
});
