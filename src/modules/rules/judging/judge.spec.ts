import { readCondition } from '../../../engine/conditions/read-condition.js';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Condition } from '../../../engine/rulebook/rulebook.js';
import { judge } from './judge.js';

function condition(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}
const facts = new Map<string, FactValue>([
  ['line.net', ratio(4_000n)],
  ['line.discount', ratio(1n, 5n)],
  ['booking.type', 'renewal'],
  ['account.name', 'Acme'],
  ['booking.date', 20_543],
  ['measure.acv', ratio(90_000n)],
  ['quota.acv', ratio(100_000n)],
]);

describe('judging one thing', () => {
  const cases: [unknown, boolean, readonly string[]][] = [
    [
      { 'line.net': '>= 5,000 USD' },
      false,
      ['line.net is 4,000 USD, and must be >= 5,000 USD: 1,000 USD too low.'],
    ],
    [{ 'line.net': '< 5,000 USD' }, true, ['line.net is 4,000 USD: < 5,000 USD.']],
    [
      { 'line.discount': '[10%..20%)' },
      false,
      ['line.discount is 20%, and must be [10%..20%): exactly at the limit, which does not count.'],
    ],
    [{ 'line.discount': '(10%..20%]' }, true, ['line.discount is 20%: (10%..20%].']],
    [
      { 'booking.type': ['new', 'expansion'] },
      false,
      ['booking.type is renewal, and must be one of new, expansion.'],
    ],
    [
      { 'booking.date': '>= 2026-04-01' },
      false,
      ['booking.date is 2026-03-31, and must be >= 2026-04-01: 1 day too early.'],
    ],
    [
      { 'measure.acv': '>= quota.acv' },
      false,
      ['measure.acv is 90,000, and must be >= quota.acv (quota.acv is 100,000): 10,000 too low.'],
    ],
    [
      { 'measure.acv': '>= quota.smb' },
      false,
      ['measure.acv is 90,000, and must be >= quota.smb: quota.smb is unknown.'],
    ],
    [{ 'booking.territory': 'known' }, false, ['booking.territory is unknown, and must be known.']],
    [{ 'booking.territory': 'not(west)' }, false, ['booking.territory is unknown, and must be not(west).']],
    [{ 'account.name': '>= B' }, false, ['account.name is Acme, and must be >= "B": it comes before "B".']],
    [
      { 'account.name': '[A.."Acme")' },
      false,
      ['account.name is Acme, and must be ["A".."Acme"): "Acme" itself does not count.'],
    ],
    [{ 'account.name': '< "a"' }, true, ['account.name is Acme: < "a".']],
    [{ 'booking.territory': 'unknown' }, true, ['booking.territory is unknown.']],
    [
      { not: { 'booking.type': 'renewal' } },
      false,
      ['This holds and must not:', '  booking.type is renewal: renewal.'],
    ],
    [
      { any: [{ 'booking.type': 'new' }, { 'line.net': '> 4,500 USD', 'booking.type': 'renewal' }] },
      false,
      [
        'None of these holds:',
        '  booking.type is renewal, and must be new.',
        '  line.net is 4,000 USD, and must be > 4,500 USD: 500 USD too low.',
      ],
    ],
    [
      { all: [{ condition: 'big' }, { 'booking.type': 'renewal' }] },
      false,
      ['big does not hold:', '  line.net is 4,000 USD, and must be > 10,000 USD: 6,000 USD too low.'],
    ],
  ];
  it.each(cases)('%j', async (plain, holds, says) => {
    const named = new Map([['big', condition({ 'line.net': '> 10,000 USD' })]]);
    const judged = await judge(condition(plain), facts, named);
    expect({ holds: judged.holds, says: judged.says }).toEqual({ holds, says });
  });

  it('compares exactly where floating point would not', async () => {
    const third = new Map([['line.share', ratio(1n, 3n)]]);
    const judged = await judge(condition({ 'line.share': '> 33.333333%' }), third);
    expect(judged.holds).toBe(true);
  });

  it('keeps overlapping judgements apart', async () => {
    const judged = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        judge(condition({ 'line.net': '>= 25 USD' }), new Map([['line.net', ratio(BigInt(n))]])),
      ),
    );
    expect(judged.map(({ holds }) => holds)).toEqual(Array.from({ length: 50 }, (_, n) => n >= 25));
  });

  it('breaks loudly on a named condition that is missing or defined by itself', async () => {
    await expect(judge({ named: 'none' }, facts)).rejects.toThrow('no named condition none');
    await expect(judge({ named: 'a' }, facts, new Map([['a', { not: { named: 'a' } }]]))).rejects.toThrow(
      'defined by itself',
    );
  });
});
