import { matrixOf, organisation, readyMatrix } from '../../../../test/support/rules/matrix.js';
import { offer, said, story } from '../../../../test/support/rules/told.js';
import { Story } from '../../../../test/support/rules/request.js';
import type { HumanDecision } from '../carry.js';
import { wordingsOf } from '../judge-deal.js';
import { decide } from './decide.js';
import { delegate, reassign } from './deciding/hand-on.js';
import { override } from './deciding/override.js';

const TWO = matrixOf({ terms: { ...matrixOf().terms, samePersonTwice: 'two-people' } });

/** A deal whose manager's level is carried from what boss decided earlier, for somebody where one is named. */
function carried(people: readonly string[]): Story {
  const told = new Story(TWO, offer('15%', '30%'), {
    organisation: organisation({ peopleInRole: () => ['boss', 'second'] }),
  });
  const judged = readyMatrix(TWO).judge(told.asking.deal);
  const earlier: HumanDecision = {
    id: 'R0/0',
    level: 'manager',
    decision: 'approved',
    day: Math.floor(told.at / 86_400_000) - 1,
    at: null,
    sequence: 1,
    people,
    terms: judged.kind === 'judged' ? judged.terms : new Map(),
    rows: ['ten'],
    version: TWO.fingerprint,
    wordings: wordingsOf(TWO),
    isEntitled: true,
  };
  told.submit('ana', [earlier]);
  return told;
}

const passOver = (told: Story, actor: string, step: number): string =>
  told.take(
    override(told.request, { step, reason: 'Now', second: null, needsTwo: false }, told.setting(actor)),
  );

describe('where two people must', () => {
  it('who approved what is carried is not the second, nor for whom they approved it', () => {
    const told = carried(['boss', 'giver']);
    expect(told.standing).toBe('PENDING, manager AUTO_CARRIED, finance REQUESTED');
    expect(said(told, 'boss', 1)).toBe('DECIDED_BEFORE');
    expect(passOver(told, 'giver', 1)).toBe('DECIDED_BEFORE');
    expect(said(told, 'second', 1)).toBe('');
    expect(told.request.standing).toBe('APPROVED');
  });

  it('who decided a level passes none over, and who passed one over decides none', () => {
    const told = story('25%', TWO);
    said(told, 'manager', 0);
    expect(passOver(told, 'manager', 1)).toBe('DECIDED_BEFORE');
    expect(passOver(told, 'cro', 1)).toBe('');
    const other = story('25%', TWO, { peopleInRole: () => ['boss', 'second'] });
    expect(passOver(other, 'boss', 0)).toBe('');
    expect([said(other, 'boss', 1), passOver(other, 'boss', 1), said(other, 'second', 1)]).toEqual([
      'DECIDED_BEFORE',
      'DECIDED_BEFORE',
      '',
    ]);
  });

  it('nobody is named for a level who spoke for another, nor decides by the right of one who did', () => {
    const grant = { id: 'G', from: 'boss', to: 'deputy', covers: true, isOwn: false };
    const told = story('25%', TWO, {
      peopleInRole: () => ['boss', 'second'],
      delegatesOf: (person) => (person === 'boss' ? [grant] : []),
    });
    said(told, 'boss', 0);
    const asked = { step: 1, to: ['boss'], reason: 'Away' };
    expect([
      said(told, 'deputy', 1),
      told.take(reassign(told.request, asked, told.setting('admin'))),
      told.take(delegate(told.request, { step: 1, to: 'boss' }, told.setting('second'))),
    ]).toEqual(['NOT_ASKED', 'DECIDED_BEFORE', 'DECIDED_BEFORE']);
  });

  it('whoever gave a delegation learns that their deputy has decided this very step', () => {
    const grant = { id: 'G', from: 'manager', to: 'deputy', covers: true, isOwn: false };
    const pair = { ...TWO, levels: TWO.levels.map((each) => ({ ...each, quorum: 2 })) };
    const told = story('15%', pair, {
      peopleInRole: () => ['manager', 'other'],
      delegatesOf: (person) => (person === 'manager' ? [grant] : []),
    });
    said(told, 'deputy', 0);
    const { hash } = told.request;
    const own = decide(
      told.request,
      { step: 0, decision: 'approve', hash, reason: null },
      told.setting('manager'),
    );
    expect(own).toEqual({ refused: 'ALREADY_DECIDED', message: 'deputy has decided this step for you.' });
  });
});
