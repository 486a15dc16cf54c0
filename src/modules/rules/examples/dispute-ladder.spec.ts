import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DISPUTE_POLICY } from '../../../../test/support/disputes/dispute-policy.js';
import { day } from '../../../../test/support/sample-rules.js';
import { ladderOf } from '../../../engine/disputes/ladder.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { projectRoot } from '../../../platform/project-root.js';
import { readDocuments } from '../documents/read-documents.js';

const library = (name: string): string => readFileSync(path.join(projectRoot(), 'library', name), 'utf8');

function rulebook(policy: string, facts = library('facts.yaml')): Rulebook {
  const read = readDocuments([
    { path: 'facts.yaml', text: facts },
    { path: 'policy.yaml', text: policy },
  ]);
  if (!read.rulebook) throw new Error(JSON.stringify(read.findings));
  return read.rulebook;
}

describe('who decides a dispute, as the policy says', () => {
  const published = rulebook(library('rules-of-engagement-disputes/policy.yaml'));

  it('is asked level by level, and none has its turn twice', () => {
    expect(ladderOf(published, { about: day('2026-02-01'), filed: day('2026-03-02') })).toMatchObject({
      levels: [
        { level: 'area-managers', within: 45 },
        { level: 'vice-president', within: 45 },
        { level: 'chief-revenue-officer', within: 45 },
      ],
    });
  });

  it('is nobody after the filing window, to the day', () => {
    const filed = (on: string): unknown => ladderOf(published, { about: day('2026-02-01'), filed: day(on) });
    expect(filed('2026-05-01')).toHaveProperty('levels');
    expect(filed('2026-05-02')).toEqual({
      none: 'TOO_LATE',
      because: 'More than 90 days after what it is about',
    });
  });

  it('is nobody where no policy is in force that says so', () => {
    const at = { about: day('2027-02-01'), filed: day('2027-02-02') };
    expect(ladderOf(published, at)).toMatchObject({ none: 'NO_POLICY' });
  });

  it('has levels of its own in another policy', () => {
    const facts = library('facts.yaml').replace(
      'values: [area-managers, vice-president, officer]',
      'values: [area-managers, vice-president, officer, manager, comp-operations, board]',
    );
    expect(
      ladderOf(rulebook(DISPUTE_POLICY, facts), { about: day('2026-02-01'), filed: day('2026-02-02') }),
    ).toMatchObject({
      levels: [
        { level: 'manager', within: 10 },
        { level: 'comp-operations', within: 5 },
        { level: 'board', within: 5 },
      ],
    });
  });

  const LEVELS = 'role.vp-sales, person.kim, group.board';
  const named = (levels: string): string =>
    DISPUTE_POLICY.replace('manager, comp-operations, board,', `${levels},`)
      .replace('dispute.level: manager }', 'dispute.level: role.vp-sales }')
      .replace('decided-by: comp-operations', 'decided-by: person.kim')
      .replace('dispute.level: [comp-operations, board]', 'dispute.level: [person.kim, group.board]')
      .replace('decided-by: board', 'decided-by: group.board')
      .replace('decided-by: manager', 'decided-by: role.vp-sales');
  const asked = library('facts.yaml').replace('[area-managers, vice-president, officer]', `[${LEVELS}]`);

  it('is a role, a person or a group by the words of an approver, and each level says what set it', () => {
    const at = { about: day('2026-02-01'), filed: day('2026-02-02') };
    const version = { from: day('2026-01-01'), fingerprint: expect.any(String) };
    const setBy = { policy: 'disputes', version };
    expect(ladderOf(rulebook(named(LEVELS), asked), at)).toEqual({
      policy: 'disputes',
      levels: [
        {
          level: 'role.vp-sales',
          within: 10,
          setBy: { ...setBy, rule: null, because: 'The manager hears it first' },
        },
        {
          level: 'person.kim',
          within: 5,
          setBy: { ...setBy, rule: 'up', because: 'The manager did not decide' },
        },
        { level: 'group.board', within: 5, setBy: { ...setBy, rule: 'top', because: 'The last to decide' } },
      ],
    });
  });

  it.each([
    ['sales.vp', /sales\.vp says of nobody that they decide/],
    ['role.vice', /vice is not a value of participant\.role/],
  ])('is not %s', (level, message) => {
    const facts = asked.replace(
      'name: participant.role, is: text',
      'name: participant.role, is: one-of, values: [vp-sales, rep]',
    );
    const policy = named(`${LEVELS}, ${level}`);
    const { findings } = readDocuments([
      { path: 'facts.yaml', text: facts },
      { path: 'policy.yaml', text: policy },
    ]);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'UNKNOWN_WORD', message: expect.stringMatching(message) }),
    ]);
  });
});
