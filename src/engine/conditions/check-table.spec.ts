import type { FactType, HitPolicy, Operand, Table, UnaryTest } from '../rulebook/rulebook.js';
import { checkTable } from './check-table.js';
import type { NameType } from './types/name-types.js';

const names = new Map<string, NameType>([
  ['line.discount', { is: 'percent' }],
  ['line.category', { is: 'one-of', values: ['food', 'tools'] }],
]);
const percent = (n: bigint): Operand => ({ quantity: { value: { n, d: 100n }, unit: { kind: 'percent' } } });
const above: UnaryTest = { is: 'greater', than: percent(5n) };
const food: UnaryTest = { is: 'equal', to: { word: 'food' } };

function table(
  rows: Table['rows'],
  declared: { inputs?: string[]; hit?: HitPolicy; outputs?: FactType[] } = {},
): Table {
  const outputs = (declared.outputs ?? ['percent']).map((is, at) => ({ id: `out-${at}`, is }));
  const { inputs = ['line.discount', 'line.category'], hit = 'unique' } = declared;
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs,
    outputs,
    hit,
    rows,
    noMatch: 'refuse',
  };
}
const check = (declared: Table) => checkTable(declared, { names });
const row = (tests: UnaryTest[], outputs: Operand[]) => ({ id: '1', tests, outputs });

describe('checking a table', () => {
  it('finds nothing in one whose cells fit', () =>
    expect(check(table([row([above, food], [percent(1n)])]))).toEqual([]));

  const faults: [string, Table, string, string][] = [
    ['an input that is no fact', table([], { inputs: ['line.discuont'] }), 'inputs.0', 'UNKNOWN_FACT'],
    ['a cell under the wrong input', table([row([food, food], [percent(1n)])]), 'rows.0.0', 'UNIT_MISMATCH'],
    [
      'a word that the input does not have',
      table([row([above, { is: 'equal', to: { word: 'foo' } }], [percent(1n)])]),
      'rows.0.1',
      'UNKNOWN_WORD',
    ],
    ['an output of another type', table([row([above, food], [{ day: 1 }])]), 'rows.0.2', 'UNIT_MISMATCH'],
    ['a sum of words', table([], { hit: 'collect-sum', outputs: ['text'] }), 'hit', 'HIT_POLICY'],
    ['a sum of dates', table([], { hit: 'collect-sum', outputs: ['date'] }), 'hit', 'HIT_POLICY'],
    [
      'two outputs to collect',
      table([], { hit: 'collect-max', outputs: ['percent', 'percent'] }),
      'hit',
      'HIT_POLICY',
    ],
  ];
  it.each(faults)('finds %s', (_, declared, path, code) =>
    expect(check(declared)).toEqual([expect.objectContaining({ path, code })]),
  );

  it('lets the latest of several dates be collected', () => {
    expect(
      check(table([row([above, food], [{ day: 1 }])], { hit: 'collect-max', outputs: ['date'] })),
    ).toEqual([]);
  });

  describe('with an order of values', () => {
    const facts = new Map<string, NameType>([
      ...names,
      ['booking.level', { is: 'one-of', values: ['vp', 'manager'] }],
      ['account.owner-name', { is: 'text' }],
      ['booking.size', { is: 'one-of', values: ['vp', 'clerk'] }],
    ]);
    const ordered = (hit: HitPolicy, cell: Operand, twice: readonly string[] = []): readonly string[] => {
      const values = ['cfo', 'vp', 'manager', ...twice].map((each) => ({ word: each }));
      const declared = {
        ...table([row([above, food], [cell])], { hit }),
        outputs: [{ id: 'who', is: 'text' as const, values }],
      };
      return checkTable(declared, { names: facts }).map(
        ({ code, path, remedy }) => `${code} ${path} ${remedy}`,
      );
    };
    const remedy = 'Write one of: cfo, vp, manager; or a fact whose words are all among them.';

    it('takes a fact whose words all have a place in it, and asks back for another', () => {
      expect(ordered('priority', { name: 'booking.level' })).toEqual([]);
      expect(ordered('first', { name: 'account.owner-name' })).toEqual([]);
      expect(ordered('priority', { name: 'account.owner-name' })).toEqual([`HIT_POLICY rows.0.2 ${remedy}`]);
      expect(ordered('output-order', { name: 'booking.size' })).toEqual([`HIT_POLICY rows.0.2 ${remedy}`]);
    });

    it('names each value once', () => {
      expect(ordered('priority', { word: 'clerk' }, ['vp'])).toContain(
        'UNKNOWN_WORD rows.0.2 Write one of: cfo, vp, manager.',
      );
    });
  });
});
