import type { Judgement } from '../requirement.js';
import { clearanceOf, type DealJudged, type MatrixSays, type RequestNow } from './clearance.js';
import type { RequestStanding } from './state.js';

const asked = (standing: RequestStanding, hash = 'same', id: string = standing): RequestNow => ({
  matrix: 'm0',
  request: { id, standing, hash: 'same', validUntil: null },
  hash,
  heldWhenBooked: standing === 'APPROVED' || standing === 'CONSUMED',
});
const ranOut = (heldWhenBooked: boolean, hash = 'same'): RequestNow => ({
  matrix: 'm0',
  request: { id: 'ran out', standing: 'EXPIRED', hash: 'same', validUntil: 1 },
  hash,
  heldWhenBooked,
});

const judged = (levels: number): Judgement => ({
  kind: 'judged',
  requirements: Array.from({ length: levels }, (_, order) => ({
    level: 'vp',
    chain: 'ladder',
    order,
    reasons: [],
  })),
  rows: [],
  passedOver: [],
  terms: new Map(),
});
const FAILED: Judgement = { kind: 'failed', code: 'UNKNOWN_FACT', reason: 'no margin', rows: [] };
/** Matrices m0, m1 and so on in their order. */
const named = (judgements: readonly Judgement[], from = 0): MatrixSays[] =>
  judgements.map((judgement, at) => ({ matrix: `m${from + at}`, judgement }));
const by = (matrix: string, request: RequestNow): RequestNow => ({ ...request, matrix });
const said = (requests: readonly RequestNow[], ...judgements: readonly Judgement[]): string =>
  told(requests, { asOffered: named(judgements), today: null });
const told = (requests: readonly RequestNow[], judgements: DealJudged): string => {
  const found = clearanceOf(requests, judgements);
  const lacks = found.standing === 'missing' ? [found.lacks] : [];
  return [found.standing, ...lacks, found.request].join(' ').trim();
};

describe('whether a booking has the approval of its deal', () => {
  it('has that of the terms as they are now, used before or not, whatever came after', () => {
    expect(said([asked('APPROVED')], judged(1))).toBe('approved APPROVED');
    expect(said([asked('CONSUMED'), asked('REJECTED', 'other')], judged(1))).toBe('approved CONSUMED');
    expect(said([asked('APPROVED', 'other')], judged(1))).toBe('missing OTHER_TERMS APPROVED');
    expect(said([asked('CONSUMED', 'other')], judged(1))).toBe('missing OTHER_TERMS CONSUMED');
  });

  it('needs none where the matrices of the day ask nobody, unless somebody is asked', () => {
    expect(said([])).toBe('not-needed');
    expect(said([], judged(0))).toBe('not-needed');
    expect(said([], judged(0), judged(1))).toBe('missing NO_REQUEST');
    expect(said([], FAILED)).toBe('missing NO_REQUEST');
    expect(said([asked('PENDING')], judged(0))).toBe('missing PENDING PENDING');
    expect(said([asked('STALE', 'better')], judged(0))).toBe('not-needed');
  });

  it('needs one once it was refused, whatever is told of the deal later, until one is given', () => {
    for (const standing of ['REJECTED', 'RECALLED', 'EXPIRED'] as const) {
      expect(said([asked(standing, 'better')], judged(0))).toBe(`missing ${standing} ${standing}`);
      expect(said([asked(standing, 'better')])).toBe(`missing ${standing} ${standing}`);
      expect(said([asked(standing, 'better'), asked('APPROVED')])).toBe('approved APPROVED');
      expect(said([asked(standing, 'better'), asked('CONSUMED', 'better still')], judged(0))).toBe(
        'not-needed',
      );
    }
    expect(said([asked('REJECTED', 'better'), asked('SUPERSEDED', 'better')])).toBe(
      'missing OTHER_TERMS SUPERSEDED',
    );
    expect(said([ranOut(false, 'better')], judged(0))).toBe('not-needed');
  });

  it('has one that ran out after the day of the booking, whenever that is told', () => {
    expect(said([ranOut(true)], judged(1))).toBe('approved ran out');
    expect(said([ranOut(true), asked('PENDING')], judged(1))).toBe('approved ran out');
    expect(said([ranOut(false)], judged(1))).toBe('missing EXPIRED ran out');
    expect(said([ranOut(true, 'other')], judged(1))).toBe('missing EXPIRED ran out');
    expect(said([ranOut(true), asked('REJECTED')], judged(1))).toBe('missing REJECTED REJECTED');
  });

  it('needs that of every matrix of the day that asks somebody', () => {
    const lenient = by('m1', asked('CONSUMED', 'same', 'lenient'));
    expect(said([lenient], judged(1), judged(0))).toBe('missing NO_REQUEST');
    expect(said([lenient, asked('PENDING')], judged(1), judged(0))).toBe('missing PENDING PENDING');
    expect(said([lenient, asked('APPROVED')], judged(1), judged(1))).toBe('approved APPROVED');
    expect(said([asked('APPROVED')], judged(1), judged(1))).toBe('missing NO_REQUEST');
    expect(said([lenient, asked('REJECTED')], judged(0), judged(0))).toBe('missing REJECTED REJECTED');
    expect(said([lenient], judged(0))).toBe('approved lenient');
    expect(said([by('m1', asked('REJECTED')), asked('APPROVED')], judged(1))).toBe('approved APPROVED');
  });

  it('needs that of the matrices in force now in place of one that is over', () => {
    const later = named([judged(1)], 1);
    const over = { asOffered: named([judged(1)]), today: later };
    const approved = by('m1', asked('APPROVED', 'same', 'later'));
    expect(told([], over)).toBe('missing NO_REQUEST');
    expect(told([asked('APPROVED')], over)).toBe('approved APPROVED');
    expect(told([asked('REJECTED')], over)).toBe('missing NO_REQUEST');
    expect(told([asked('REJECTED'), approved], over)).toBe('approved later');
    expect(told([], { ...over, today: named([judged(0)], 1) })).toBe('missing NO_REQUEST');
    expect(told([asked('REJECTED')], { ...over, today: named([judged(0)], 1) })).toBe(
      'missing REJECTED REJECTED',
    );
    expect(told([approved], { ...over, today: [] })).toBe('missing NO_REQUEST');
    expect(told([], { asOffered: named([judged(0)]), today: later })).toBe('not-needed');
  });

  it('has no approval that had run out on its day, used before or not', () => {
    const late = (standing: RequestStanding, hash = 'same'): RequestNow => ({
      ...asked(standing, hash),
      heldWhenBooked: false,
    });
    expect(said([late('APPROVED')], judged(1))).toBe('missing EXPIRED APPROVED');
    expect(said([late('CONSUMED')], judged(1))).toBe('missing EXPIRED CONSUMED');
    expect(said([late('CONSUMED', 'other')], judged(1))).toBe('missing OTHER_TERMS CONSUMED');
    expect(said([late('CONSUMED'), asked('APPROVED')], judged(1))).toBe('approved APPROVED');
  });

  it('rests on the decisions of any approval that stands, of each matrix that asks', () => {
    const decided = (request: RequestNow, ...people: readonly string[]): RequestNow => ({
      ...request,
      decidedBy: { people, rollup: false },
    });
    const rests = (requests: readonly RequestNow[], ...judgements: readonly Judgement[]): string => {
      const found = clearanceOf(requests, { asOffered: named(judgements), today: null });
      const needed = found.standing === 'approved' ? found.restsOn : [];
      return needed.map((of) => of.map(({ people }) => people.join('+')).join('/')).join(' ');
    };
    const mia = decided(asked('CONSUMED', 'same', 'first'), 'mia');
    const dan = decided(asked('APPROVED'), 'dan', 'vic');
    const kim = by('m1', decided(asked('APPROVED', 'same', 'other'), 'kim'));
    expect(rests([mia], judged(1))).toBe('mia');
    expect(rests([mia, decided(asked('APPROVED', 'other'), 'lou'), dan], judged(1))).toBe('mia/dan+vic');
    expect(rests([mia, kim], judged(1), judged(1))).toBe('mia kim');
    expect(rests([mia, kim], judged(1), judged(0))).toBe('mia kim');
    expect(rests([decided(ranOut(true), 'lou')], judged(1))).toBe('lou');
    // What nobody decided rests on nobody, also beside what somebody did.
    expect(rests([mia, asked('APPROVED')], judged(1))).toBe('');
  });

  it('says how the last request stands', () => {
    const ended: readonly RequestStanding[] = [
      'REJECTED',
      'RECALLED',
      'EXPIRED',
      'CANCELLED',
      'EVALUATION_FAILED',
    ];
    for (const standing of ended)
      expect(said([asked('REJECTED', 'same', 'first'), asked(standing)], judged(1))).toBe(
        `missing ${standing} ${standing}`,
      );
    expect(said([asked('STALE', 'other')], judged(1))).toBe('missing OTHER_TERMS STALE');
  });
});
