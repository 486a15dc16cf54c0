import { OPERATORS, readValue } from '../read-value.js';

type Wrong = readonly [plain: unknown, code: string, path: string];

const told = (plain: unknown): readonly string[] => {
  const read = readValue(plain, 'values.0');
  return 'findings' in read ? read.findings.map(({ code, path }) => `${code} ${path}`) : [];
};

describe('reading a value', () => {
  it('reads every operator', () => {
    const pair = ['line.net', '5 USD'];
    const written: Readonly<Record<string, unknown>> = {
      add: pair,
      multiply: ['line.net', '60%', '12'],
      subtract: pair,
      divide: ['attribute.oti', '12'],
      'days-between': ['participant.hired', '2026-01-01'],
      'months-between': ['participant.hired', 'booking.date'],
      least: pair,
      greatest: pair,
      'first-known': ['line.acv', { add: pair }],
      earlier: ['booking.date', '2026-01-01'],
      later: ['booking.date', 'booking.signed'],
      clamp: { of: 'line.net', least: '0 USD' },
      'sum-of': { lines: 'booking.lines', number: 'line.net', when: { 'line.net': '> 0 USD' } },
      'count-of': { lines: 'booking.lines' },
      'largest-of': { lines: 'booking.lines', number: 'line.net' },
    };
    expect(Object.keys(written).sort()).toEqual([...OPERATORS].sort());
    for (const operator of OPERATORS)
      expect(readValue({ [operator]: written[operator] }, 'values.0')).toMatchObject({ tree: { operator } });
  });

  it('keeps constants, names and operators where they stand', () => {
    expect(readValue({ divide: [{ multiply: ['attribute.oti', '60%'] }, '12'] }, 'v')).toMatchObject({
      tree: {
        operator: 'divide',
        ifZero: null,
        of: [
          { operator: 'multiply', of: [{ operand: { name: 'attribute.oti' } }, { operand: {} }] },
          { operand: { quantity: { unit: { kind: 'plain' } } } },
        ],
      },
    });
  });

  const cases: readonly Wrong[] = [
    ['line.net', 'WRONG_SHAPE', 'values.0'],
    [[], 'WRONG_SHAPE', 'values.0'],
    [{}, 'WRONG_SHAPE', 'values.0'],
    [{ 'if-zero': '0%' }, 'WRONG_SHAPE', 'values.0'],
    [{ mutliply: ['line.net', '60%'] }, 'UNKNOWN_KEY', 'values.0'],
    [{ ['__proto__']: ['line.net', '60%'] }, 'UNKNOWN_KEY', 'values.0'],
    [{ if: ['line.net', '60%'] }, 'UNKNOWN_KEY', 'values.0'],
    [{ add: ['line.net', 'line.net'], least: ['line.net', '5 USD'] }, 'ONE_OF_KEYS', 'values.0'],
    [{ add: ['line.net', 'line.net'], 'if-zero': '0%' }, 'NOT_NEEDED', 'values.0.if-zero'],
    [{ add: ['line.net'] }, 'WRONG_SHAPE', 'values.0.add'],
    [{ add: 'line.net' }, 'WRONG_SHAPE', 'values.0.add'],
    [{ subtract: ['line.net', '1 USD', '2 USD'] }, 'WRONG_SHAPE', 'values.0.subtract'],
    [{ 'days-between': ['booking.date'] }, 'WRONG_SHAPE', 'values.0.days-between'],
    [{ add: ['line.net', 'net'] }, 'WRONG_SHAPE', 'values.0.add.1'],
    [{ add: ['line.net', ['line.net']] }, 'WRONG_SHAPE', 'values.0.add.1'],
    [{ add: ['line.net', null] }, 'WRONG_SHAPE', 'values.0.add.1'],
    [{ add: ['line.net', '1.2345678%'] }, 'BAD_NUMBER', 'values.0.add.1'],
    [{ add: ['line.net', { multiply: ['line.net'] }] }, 'WRONG_SHAPE', 'values.0.add.1.multiply'],
    [{ divide: ['line.net', 'line.cost'] }, 'UNDECLARED', 'values.0.divide'],
    [{ divide: ['line.net', '0'] }, 'BAD_NUMBER', 'values.0.divide.1'],
    [{ divide: ['line.net', 'line.cost'], 'if-zero': 'zero' }, 'WRONG_SHAPE', 'values.0.if-zero'],
    [{ clamp: ['line.net', '5 USD'] }, 'WRONG_SHAPE', 'values.0.clamp'],
    [{ clamp: { of: 'line.net' } }, 'MISSING_KEY', 'values.0.clamp'],
    [{ clamp: { least: '5 USD' } }, 'MISSING_KEY', 'values.0.clamp'],
    [{ clamp: { of: 'line.net', leats: '5 USD' } }, 'UNKNOWN_KEY', 'values.0.clamp.leats'],
    [{ 'sum-of': 'line.net' }, 'WRONG_SHAPE', 'values.0.sum-of'],
    [{ 'sum-of': { lines: 'booking.lines' } }, 'MISSING_KEY', 'values.0.sum-of'],
    [
      { 'sum-of': { lines: 'account.bookings', number: 'line.net' } },
      'UNKNOWN_WORD',
      'values.0.sum-of.lines',
    ],
    [
      { 'count-of': { lines: 'booking.lines', number: 'line.net' } },
      'UNKNOWN_KEY',
      'values.0.count-of.number',
    ],
    [{ 'count-of': { lines: 'booking.lines', when: {} } }, 'BAD_TEST', 'values.0.count-of.when'],
  ];
  it.each(cases)('refuses %j', (plain, code, path) => {
    expect(told(plain)).toEqual([`${code} ${path}`]);
  });

  it('says what to write instead', () => {
    const read = readValue({ mutliply: ['line.net', '60%'] }, 'v');
    expect(read).toMatchObject({ findings: [{ remedy: expect.stringContaining('multiply') }] });
    const cases = ['divide', 'months-between'].map((operator) => readValue({ [operator]: [] }, 'v'));
    expect(cases).toMatchObject([
      { findings: [{ remedy: expect.stringContaining('line.net, line.cost') }] },
      { findings: [{ remedy: expect.stringContaining('participant.hired, booking.date') }] },
    ]);
  });

  it('stops at operators that nest without end', () => {
    let deep: unknown = 'line.net';
    for (let depth = 0; depth < 22; depth += 1) deep = { add: [deep, 'line.net'] };
    expect(told(deep)).toMatchObject([expect.stringMatching(/^WRONG_SHAPE/)]);
  });
});
