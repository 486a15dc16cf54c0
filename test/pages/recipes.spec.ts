import { describe, expect, it } from '@jest/globals';
import { readAnswer, toFillIn } from '../../web/src/graphql/recipes/answer.js';
import { freshKeys } from '../../web/src/graphql/recipes/fresh-keys.js';
import { sortedFor, type Recipe } from '../../web/src/graphql/recipes/recipe.js';
import { roleNames } from '../../web/src/session/roles.js';

const recipe = (id: string, ...forRoles: string[]): Recipe => ({
  id,
  title: id,
  forRoles,
  summary: '',
  steps: [],
});

describe('recipes', () => {
  it('of one’s own roles come first, in their order, however a role is spelt', () => {
    const all = [
      recipe('close', 'finance'),
      recipe('define', 'comp-admin'),
      recipe('mine', 'REP'),
      recipe('see', 'COMP_ADMIN'),
    ];
    const { own, others } = sortedFor(['COMP_ADMIN'], all);
    expect([own.map(({ id }) => id), others.map(({ id }) => id)]).toEqual([
      ['define', 'see'],
      ['close', 'mine'],
    ]);
  });

  it('name roles as people do', () => {
    expect(roleNames(['COMP_ADMIN', 'finance'])).toBe('comp admin, finance');
    expect(roleNames([])).toBe('no role yet');
  });

  it('say what has to be filled in and where', () => {
    const variables = '{ "input": { "plan": "<the plan id from step 1>", "from": "2027-01-01" }, "n": 1 }';
    expect(toFillIn(variables)).toEqual([{ path: 'input.plan', says: 'the plan id from step 1' }]);
    expect(toFillIn('{ not json')).toEqual([]);
  });
});

describe('opening a step', () => {
  it('asks anew: each idempotency key is a new one, everything else stays', () => {
    const keys = ['k1', 'k2'];
    const given = '{"input":{"idempotencyKey":"a","title":"t","also":[{"idempotencyKey":"b"}]}}';
    expect(JSON.parse(freshKeys(given, () => keys.shift()!))).toEqual({
      input: {
        idempotencyKey: expect.any(String),
        title: 't',
        also: [{ idempotencyKey: expect.any(String) }],
      },
    });
    expect(keys).toEqual([]);
    expect(freshKeys(given)).not.toBe(freshKeys(given));
  });

  it.each(['{ "participant":   "a" }', '{ "idempotencyKey": ', ''])('leaves %j to the byte', (given) => {
    expect(freshKeys(given)).toBe(given);
  });
});

describe('reading an answer', () => {
  it('finds the ids that a later step asks for, at most four', () => {
    const data = { planDefine: { plan: { id: 'pln_1', versionId: 'ver_2', title: 'x' }, userErrors: [] } };
    expect(readAnswer(JSON.stringify({ data }))).toEqual({
      faults: [],
      ids: [
        { path: 'planDefine.plan.id', value: 'pln_1' },
        { path: 'planDefine.plan.versionId', value: 'ver_2' },
      ],
    });
    const many = { data: { plans: Array.from({ length: 9 }, (_, n) => ({ id: `pln_${n}` })) } };
    expect(readAnswer(JSON.stringify(many))?.ids).toHaveLength(4);
  });

  it('tells a refusal wherever it stands, with its hint and its place', () => {
    const data = {
      a: { userErrors: [{ message: 'No such plan.', hint: 'Copy its id.', path: 'input.plan' }] },
    };
    const errors = [
      { message: 'Too deep.', path: ['a', 0], extensions: { code: 'X', hint: 'Ask for less.' } },
    ];
    expect(readAnswer(JSON.stringify({ data, errors }))?.faults).toEqual([
      { message: 'Too deep.', hint: 'Ask for less.', path: 'a.0' },
      { message: 'No such plan.', hint: 'Copy its id.', path: 'input.plan' },
    ]);
  });

  it.each(['', 'not json', '5'])('is null for %j', (text) => {
    expect(readAnswer(text)).toBeNull();
  });
});
