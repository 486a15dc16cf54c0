import { describe, expect, it } from '@jest/globals';
import { readAnswer, type Reading } from '../../web/src/graphql/recipes/answer.js';
import { blanksIn, prepare } from '../../web/src/graphql/recipes/prepare.js';
import { sortedFor, type Recipe } from '../../web/src/graphql/recipes/recipe.js';
import { roleNames } from '../../web/src/session/roles.js';

const recipe = (id: string, ...forRoles: string[]): Recipe => ({
  id,
  title: id,
  forRoles,
  summary: '',
  steps: [],
});

const answered = (data: unknown): Reading => readAnswer(JSON.stringify({ data }))!;

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
});

describe('opening a step', () => {
  const variables = '{"input":{"planId":"<planDefine.plan.id from step 1>","from":"2027-01-01"}}';

  it('fills in what an earlier step answered, the latest when two did', () => {
    const earlier = [1, 2].map((n) => answered({ planDefine: { plan: { id: `pln_${n}` } } }));
    expect(JSON.parse(prepare(variables, earlier))).toEqual({
      input: { planId: 'pln_2', from: '2027-01-01' },
    });
    expect(blanksIn(variables, earlier)).toEqual([]);
  });

  it('reaches into lists, and takes numbers as text', () => {
    const earlier = [answered({ plans: { nodes: [{ version: 3 }] } })];
    expect(prepare('{"v":"<plans.nodes.0.version>"}', earlier)).toContain('"v": "3"');
  });

  it.each([
    ['nothing was answered', []],
    ['it was refused', [answered({ planDefine: { plan: null } })]],
  ])('says what has to be put in, and where, while %s', (_why, earlier) => {
    expect(blanksIn(variables, earlier)).toEqual([
      { path: 'input.planId', says: 'planDefine.plan.id from step 1', isGiven: true },
    ]);
    expect(prepare(variables, earlier)).toBe(variables);
  });

  it('leaves to the person what no answer can give', () => {
    expect(blanksIn('{"a":["<your name>"]}', [])).toEqual([
      { path: 'a.0', says: 'your name', isGiven: false },
    ]);
  });

  it('asks anew: each idempotency key is a new one, everything else stays', () => {
    const keys = ['k1', 'k2'];
    const given = '{"input":{"idempotencyKey":"a","title":"t","also":[{"idempotencyKey":"b"}]}}';
    expect(JSON.parse(prepare(given, [], () => keys.shift()!))).toEqual({
      input: { idempotencyKey: 'k1', title: 't', also: [{ idempotencyKey: 'k2' }] },
    });
    expect(prepare(given, [])).not.toBe(prepare(given, []));
  });

  it.each(['{ "participant":   "a" }', '{ "idempotencyKey": ', ''])('leaves %j to the byte', (given) => {
    expect([prepare(given, []), blanksIn(given, [])]).toEqual([given, []]);
  });
});

describe('reading an answer', () => {
  it('finds the ids that a later step asks for, at most four, and none of a list', () => {
    const data = { planDefine: { plan: { id: 'pln_1', versionId: 'ver_2', title: 'x' }, userErrors: [] } };
    expect(readAnswer(JSON.stringify({ data }))).toEqual({
      data,
      faults: [],
      ids: [
        { path: 'planDefine.plan.id', value: 'pln_1' },
        { path: 'planDefine.plan.versionId', value: 'ver_2' },
      ],
      texts: [],
    });
    const plans = Array.from({ length: 9 }, (_, n) => ({ id: `pln_${n}` }));
    expect(readAnswer(JSON.stringify({ data: { ...plans } }))?.ids).toHaveLength(4);
    expect(readAnswer(JSON.stringify({ data: { plans } }))?.ids).toEqual([]);
  });

  it('takes an error found in a document, and an example that did not come out, for not done', () => {
    const finding = { message: 'Nothing is called x.', remedy: 'Write y.' };
    const versionCheck = {
      version: { checked: { examples: { passed: 1, failed: 2, situations: [] } } },
      findings: [
        { severity: 'WARNING', message: 'Nobody reads it.', remedy: 'Take it out.' },
        { severity: 'ERROR', ...finding },
      ],
    };
    const reading = answered({ versionCheck });
    expect(reading.faults.map(({ message, hint }) => [message, hint])).toEqual([
      [
        '2 examples did not come out as expected.',
        'Compare what was expected with what came out; change the plan or the example.',
      ],
      ['Nothing is called x.', 'Write y.'],
    ]);
    const right = { version: { checked: { examples: { passed: 3, failed: 0 } } }, findings: [] };
    expect(answered({ versionCheck: right }).faults).toEqual([]);
  });

  it('finds texts of several lines, which JSON shows as one', () => {
    const data = { version: { name: 'seller\n', source: 'kicker: 1\nplan: seller\n' } };
    expect(readAnswer(JSON.stringify({ data }))?.texts).toEqual([
      { path: 'version.source', value: 'kicker: 1\nplan: seller\n' },
    ]);
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
