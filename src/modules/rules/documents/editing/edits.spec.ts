import { readFileSync } from 'node:fs';
import { Refusal } from '../../../../platform/refusal.js';
import type { DocumentEdit } from './edit.js';
import { patchDocument } from './patch-document.js';

const PLAN = readFileSync('rules/plans/account-executive/plan.yaml', 'utf8');

function refused(
  source: string,
  edit: DocumentEdit,
): { code: string; message: string; hint: string; path?: string | undefined } {
  try {
    patchDocument(source, [edit]);
  } catch (error) {
    if (error instanceof Refusal) return { ...error, message: error.message };
    throw error;
  }
  throw new Error('was not refused');
}

/** A plan's tiers as somebody wrote them: comments, a blank line, odd quotes and blanks, lines that end as Windows ends them. */
const TIERS = `kicker: 1\r
plan: ae # ours\r
incentives:\r
  # the one that everybody has\r
  -   id: "commission"\r
      tiers:   # of quota\r
        mode: 'marginal'  \r
\r
        starts:\r
          - { id: base, from: 0%,   pays: 5% } # signed\r
          # from here on it is more\r
          - id: more # than quota\r
            above: 100%\r
            pays: 10%\r
  - id: last`;

const FIRST_TIER = '          - { id: base, from: 0%,   pays: 5% } # signed\r\n';
const SECOND_TIER = TIERS.slice(TIERS.indexOf('          # from here'), TIERS.indexOf('  - id: last'));

describe('an edit by path', () => {
  const cases: [string, DocumentEdit, string, string][] = [
    [
      'sets by ids',
      { set: { path: 'incentives.commission.tiers.starts.more.pays', value: '12%' } },
      'pays: 10%',
      'pays: 12%',
    ],
    [
      'sets by places',
      { set: { path: 'incentives.0.tiers.starts.0.pays', value: '6%' } },
      'pays: 5%',
      'pays: 6%',
    ],
    [
      'keeps the quotes that were there',
      { set: { path: 'incentives.commission.tiers.mode', value: 'whole' } },
      "'marginal'",
      "'whole'",
    ],
    [
      'puts quotes where they are needed',
      { set: { path: 'plan', value: 'no' } },
      'plan: ae #',
      'plan: "no" #',
    ],
    [
      'puts a new key where its class has it',
      { set: { path: 'incentives.commission.tiers.noQuota', value: 'refuse' } },
      "mode: 'marginal'  \r\n",
      "mode: 'marginal'  \r\n        no-quota: refuse\r\n",
    ],
    [
      'puts a new key into braces',
      { set: { path: 'incentives.commission.tiers.starts.base.times', value: '1,000x' } },
      'pays: 5% }',
      'pays: 5%, times: "1,000x" }',
    ],
    [
      'adds at the end, where there is no last line break',
      { add: { path: 'incentives', value: { id: 'new', flat: { base: 'measure.arr', pays: '1%' } } } },
      '- id: last',
      '- id: last\r\n  - { id: new, flat: { base: measure.arr, pays: 1% } }',
    ],
    [
      'adds before an id',
      {
        add: {
          path: 'incentives.commission.tiers.starts',
          before: 'more',
          value: { id: 'half', above: '50%', pays: '7%' },
        },
      },
      ' # signed\r\n',
      ' # signed\r\n          - { id: half, above: 50%, pays: 7% }\r\n',
    ],
    [
      'takes an item away with its line, and leaves comments on lines of their own',
      { remove: { path: 'incentives.commission.tiers.starts.base' } },
      '          - { id: base, from: 0%,   pays: 5% } # signed\r\n',
      '',
    ],
    [
      'takes the first key of an item away',
      { remove: { path: 'incentives.commission.id' } },
      'id: "commission"\r\n      tiers',
      'tiers',
    ],
    ['takes the last item away', { remove: { path: 'incentives.last' } }, '\r\n  - id: last', ''],
    [
      'moves an item as it was written, with the comments right above it',
      { move: { path: 'incentives.commission.tiers.starts.base', after: 'more' } },
      FIRST_TIER + SECOND_TIER,
      SECOND_TIER + FIRST_TIER,
    ],
    [
      'writes a map in the place of a text',
      { set: { path: 'plan', value: { a: 'x'.repeat(99), b: ['z'] } } },
      'plan: ae # ours',
      `plan:\r\n  a: ${'x'.repeat(99)}\r\n  b: [z] # ours`,
    ],
    [
      'writes a text in the place of lines',
      { set: { path: 'incentives.commission.tiers.starts', value: 'none' } },
      TIERS.slice(TIERS.indexOf('starts:') + 7, TIERS.indexOf('\r\n  - id: last')),
      ' none',
    ],
  ];

  it.each(cases)('%s', (_, edit, from, to) => {
    expect(TIERS).toContain(from);
    expect(patchDocument(TIERS, [edit])).toBe(TIERS.replace(from, () => to));
    const marked = `\ufeff${TIERS}`;
    expect(patchDocument(marked, [edit])).toBe(marked.replace(from, () => to));
  });

  it('makes a list of one thing that stood for one', () => {
    const source = 'kicker: 1\nrollup: { id: managers, to: participant.manager }   # up\n';
    expect(patchDocument(source, [{ set: { path: 'rollup.managers.levels', value: 'all' } }])).toBe(
      source.replace(' }', ', levels: all }'),
    );
    expect(patchDocument(source, [{ add: { path: 'rollup', value: { id: 'b' } } }])).toContain(
      '[{ id: managers, to: participant.manager }, { id: b }]   # up\n',
    );
  });

  it('names facts by their dots', () => {
    const source =
      'kicker: 1\ntest: ae\nsituations: [{ id: s, people: [{ person: ana, attribute.rate: 5% }] }]\n';
    expect(
      patchDocument(source, [{ set: { path: 'situations.s.people.ana.attribute.rate', value: '6%' } }]),
    ).toBe(source.replace('5%', '6%'));
    expect(
      patchDocument(source, [
        { set: { path: 'situations.s.people.ana.attribute.arr-quota', value: '5,000 USD' } },
      ]),
    ).toBe(source.replace('5% }', '5%, attribute.arr-quota: "5,000 USD" }'));
  });

  it('writes a list anew whose items would be taken for one amount', () => {
    const source = 'a: [x, z, 100 USD]\n';
    expect(patchDocument(source, [{ set: { path: 'a.1', value: '5' } }])).toBe('a: [x, 5, "100 USD"]\n');
    expect(patchDocument('a: [5, x, 100 USD]\n', [{ remove: { path: 'a.1' } }])).toBe('a: [5, "100 USD"]\n');
  });
});

describe('an edit that cannot be made', () => {
  it('says what there is where the path ends, and what was probably meant', () => {
    expect(refused(PLAN, { remove: { path: 'incentives.arr-comission.tiers' } })).toMatchObject({
      code: 'PATH_UNKNOWN',
      message:
        'There is no `arr-comission` at `incentives.arr-comission.tiers`. `incentives` has arr-commission.',
      hint: 'Did you mean arr-commission?',
      path: 'incentives.arr-comission.tiers',
    });
    expect(
      refused(PLAN, { set: { path: 'incentives.0.tiers.starts.7.pays', value: '1%' } }).message,
    ).toContain('has to-quota, accelerator.');
  });

  it('knows the keys that may come to stand there', () => {
    expect(refused(PLAN, { set: { path: 'incentives.0.tiers.strats', value: [] } })).toMatchObject({
      code: 'PATH_UNKNOWN',
      message: 'There is no key `strats` in `incentives.0.tiers`.',
      hint: 'Did you mean starts?',
    });
    expect(refused(PLAN, { set: { path: 'currency.code', value: 'x' } }).message).toContain(
      '`currency` is a text.',
    );
  });

  it('is no item of a list, the whole document, or beside nothing', () => {
    expect(refused(PLAN, { move: { path: 'title', before: 'from' } }).code).toBe('PATH_NOT_IN_LIST');
    expect(refused(PLAN, { remove: { path: [] } }).code).toBe('PATH_UNKNOWN');
    expect(refused(PLAN, { add: { path: 'measures', value: {}, after: 'nrr' } }).message).toContain(
      'has arr.',
    );
  });

  it('is of a text that cannot be read', () => {
    expect(refused('kicker: 1\na: [', { remove: { path: 'a' } })).toMatchObject({
      code: 'DOCUMENT_UNREADABLE',
    });
    expect(refused('- a', { remove: { path: '0' } })).toMatchObject({ code: 'DOCUMENT_UNREADABLE' });
  });

  it('would make the document too large', () => {
    const value = 'x'.repeat(1_000_000);
    expect(refused(PLAN, { set: { path: 'title', value } })).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });
});
