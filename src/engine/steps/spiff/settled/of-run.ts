import { add, ZERO } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import { withLines } from '../limits/cut.js';
import type { Paid } from '../sharing.js';
import type { Run } from './cut-offs.js';

const BESIDE = 'what is paid for bookings on the other side of the pause stands beside it.';

/**
 * What of pay belongs to a run of the SPIFF: what is shared by the version that decided it, and what people earn by bookings of their own by the days of
 * these, as a window may go on through a pause.
 */
export function ofRun(run: Run, paid: readonly Paid[]): readonly Paid[] {
  return paid.flatMap((each) => {
    const { under, earned } = each;
    const { earning, lines } = earned;
    if (under || lines.length === 0) return isOf(run, earning.version) ? [each] : [];
    const own = lines.filter((line) => isOf(run, versionOf(line, each)));
    if (own.length === lines.length) return [each];
    if (own.length === 0) return [];
    const exact = own.reduce((sum, line) => add(sum, line.exact), ZERO);
    return [withLines(each, { lines: own, exact }, { what: 'pause', because: BESIDE })];
  });
}

function isOf({ versions }: Run, version: string): boolean {
  return versions.some(({ plan }) => plan.fingerprint === version);
}

/** The version of the day of the booking. */
function versionOf({ credit }: EarningLine, { who: { program }, earned }: Paid): string {
  const { lines, plans } = program.books;
  const version = credit && plans.on(program.id, lines.date.at(credit.line));
  return version?.plan.fingerprint ?? earned.earning.version;
}
