import { canonical, fingerprintOf, type Fingerprint } from './kernel/fingerprint.js';
import { compareText } from './kernel/text-order.js';
import type {
  Causes,
  EarnedLine,
  LineChange,
  LineValue,
  PayCalendars,
  PostedLine,
  Posting,
  WindowKey,
} from './model/ledger.js';
import { postingPeriod } from './steps/settle/posting-period.js';
import { after, together, WindowSettlement } from './steps/settle/settle-window.js';

/** Both sides of a settlement. The posted lines come in the order in which they were posted. */
export interface SettlementInput {
  readonly earned: Iterable<EarnedLine>;
  readonly posted: Iterable<PostedLine>;
  /** Booking lines whose pay is held, as their bookings lack an approval. */
  readonly held?: ReadonlySet<string>;
}

/**
 * The fifth step of pay: what is earned as now known against what calculations posted, line by line, over the union of both. The
 * difference goes to the oldest period of the pay calendar that is not closed and not before its origin; a closed period is never
 * rewritten. Adjustments are finance's and are not netted; waivers count as posted. The same calculation again posts nothing.
 */
export function settle(input: SettlementInput, calendars: PayCalendars, causes: Causes): readonly Posting[] {
  return [...windowsOf(input)].flatMap((window) => [...settleWindow(window, calendars, causes)]);
}

/** Names a settlement: the same calculation against the same state of the ledger is the same settlement. */
export function settlementIdentity(calculation: Fingerprint, ledgerPosition: bigint): Fingerprint {
  return fingerprintOf({ calculation, ledgerPosition });
}

/** Where a window's changes are posted. */
export type Place = Pick<Posting, 'key' | 'posted'>;

/** Why a line changed. A line first posted in its own period needs no cause; else its own revision, else what touched its window. */
export function causeOf(change: LineChange, { key, posted }: Place, causes: Causes): readonly string[] {
  if (change.isNew && change.bookingLine !== null && posted.name === key.origin.name) return [];
  const own = change.bookingLine === null ? undefined : causes.ofLine(change.bookingLine);
  return own === undefined ? causes.ofWindow(key) : [own];
}

interface Window {
  readonly key: WindowKey;
  readonly earned: Map<string, LineValue>;
  readonly posted: Map<string, LineValue>;
  rounding: LineValue | undefined;
}

/** Both sides by window, in order of the windows' keys, so that the order of what came in decides nothing. */
function windowsOf({ earned, posted, held }: SettlementInput): readonly Window[] {
  const windows = new Map<string, Window>();
  const at = (key: WindowKey): Window => {
    const name = canonical(key);
    const found = windows.get(name) ?? { key, earned: new Map(), posted: new Map(), rounding: undefined };
    windows.set(name, found);
    return found;
  };
  for (const line of earned) {
    const lines = at(held?.has(line.bookingLine) ? { ...line.key, state: 'held' } : line.key).earned;
    lines.set(line.bookingLine, together(lines.get(line.bookingLine), line));
  }
  for (const line of posted) {
    if (line.kind === 'adjustment') continue;
    const window = at(line.key);
    if (line.bookingLine === null) window.rounding = after(window.rounding, line);
    else window.posted.set(line.bookingLine, after(window.posted.get(line.bookingLine), line));
  }
  return [...windows].sort(([a], [b]) => compareText(a, b)).map(([, window]) => window);
}

function* settleWindow(window: Window, calendars: PayCalendars, causes: Causes): Generator<Posting> {
  const at: Place = { key: window.key, posted: postingPeriod(window.key, calendars) };
  const settlement = new WindowSettlement();
  const lines = [...new Set([...window.earned.keys(), ...window.posted.keys()])].sort(compareText);
  for (const line of lines) {
    const change = settlement.line(line, window.earned.get(line), window.posted.get(line));
    if (change) yield { ...change, ...at, cause: causeOf(change, at, causes) };
  }
  const rounding = settlement.rounding(window.rounding);
  if (rounding) yield { ...rounding, ...at, cause: causeOf(rounding, at, causes) };
}
