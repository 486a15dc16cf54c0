import { compare, ratio } from '../../../../engine/kernel/ratio.js';
import { writeDay } from '../../../../engine/kernel/day.js';
import type { ExpectedPosted } from '../../documents/test-document.js';
import type { Failure } from '../example-report.js';
import { postedOf, type PostedRow } from '../outcome/posted.js';
import { sayGiven } from '../say/say-given.js';
import { sayCents, sayMoney } from '../say/say-money.js';
import { whyNothing } from '../say/why-nothing.js';
import type { Comparing } from './comparing.js';
import { noSuchPeriod } from './pay-period.js';

/** Compares what settlements post as knowledge advances with what is expected; to nobody named may anything else be posted. */
export function comparePosted(by: Comparing): readonly Failure[] {
  const expected = by.situation.expect.filter((each) => each.what === 'posted');
  if (expected.length === 0) return [];
  const posted = postedOf(by.world);
  const left = posted.filter(
    (row) => by.world.people.includes(row.person) && !expected.some((each) => isOf(row, each)),
  );
  const groups = [...new Set(left.map(whatOf))];
  return [
    ...expected.flatMap((each) => failureOf(each, posted, by)),
    ...groups.flatMap((what) =>
      unexpected(
        what,
        left.filter((row) => whatOf(row) === what),
        by,
      ),
    ),
  ];
}

function failureOf(
  expected: ExpectedPosted,
  posted: readonly PostedRow[],
  by: Comparing,
): readonly Failure[] {
  const rows = posted.filter((row) => isOf(row, expected));
  const cents = sumOf(rows);
  const { value, currency } = expected.amount;
  const astray = value.n === 0n ? noSuchPeriod(expected, by.world) : null;
  if (
    astray === null &&
    compare(ratio(cents, 100n), value) === 0 &&
    rows.every((row) => row.currency === currency)
  )
    return [];
  const others = posted.filter(
    ({ person, incentive }) => person === expected.person && incentive === expected.incentive,
  );
  const why =
    rows.length > 0
      ? []
      : [...(astray === null ? [] : [astray]), ...whyNothing(by.calculation, expected.person)];
  return [
    {
      path: expected.path,
      what: `posted ${whatOf(expected)}${expected.cause === null ? '' : ` because of ${expected.cause}`}`,
      given: sayGiven(by.givens, expected.person),
      expected: sayMoney(value, currency),
      got: rows.length > 0 ? sayCents(cents, rows[0]?.currency ?? currency) : 'nothing',
      working: [...(rows.length > 0 ? rows : others).map(sayRow), ...why],
    },
  ];
}

function unexpected(what: string, rows: readonly PostedRow[], by: Comparing): readonly Failure[] {
  const [first] = rows;
  const cents = sumOf(rows);
  if (!first || cents === 0n) return [];
  const given = sayGiven(by.givens, first.person);
  const got = sayCents(cents, first.currency);
  return [
    { path: by.path, what: `posted ${what}`, given, expected: 'nothing', got, working: rows.map(sayRow) },
  ];
}

function isOf(row: PostedRow, { person, incentive, period, origin, cause }: ExpectedPosted): boolean {
  return (
    row.person === person &&
    row.incentive === incentive &&
    row.period === period &&
    (origin === null || row.origin === origin) &&
    (cause === null || row.cause.includes(cause))
  );
}

function whatOf({ incentive, person, period, origin }: PostedRow | ExpectedPosted): string {
  return `${incentive} of ${person} to ${period}${origin === null || origin === period ? '' : `, from ${origin}`}`;
}

function sayRow({ booking, origin, period, cents, currency, cause, told }: PostedRow): string {
  const why = cause.length === 0 ? '' : ` because of ${cause.join(', ')}`;
  const what = booking === '' ? 'rounding' : booking;
  return `${writeDay(told)}: ${what} ${sayCents(cents, currency)}, from ${origin} to ${period}${why}`;
}

function sumOf(rows: readonly PostedRow[]): bigint {
  return rows.reduce((sum, { cents }) => sum + cents, 0n);
}
