import { writeDay } from '../../engine/kernel/day.js';
import { sayCreditRate } from '../../engine/explain/fx/say-conversion.js';
import { oneOf, sayIn, sayPrice } from '../../engine/explain/say-numbers.js';
import { multiply, readDecimal, roundToUnits, writeDecimal, writeUnits } from '../../engine/kernel/ratio.js';
import type {
  Statement,
  StatementAccount,
  StatementEntry,
  StatementLine,
} from '../../engine/model/statement.js';

const WIDTH = 96;
const MONEY = 18;
/** Lines of one entry shown one by one; the rest are added up, so that what is shown still foots. */
const MOST_LINES = 30;

const GROSS = 'Amounts are gross, before tax and deductions.';
const CENTS = [
  'Cents are rounded as the plan says, mostly once on a running total: a line may be a cent off its',
  'credit x rate, and the lines sum to the amount above them.',
];

/** A statement for the terminal, in fixed width: opening balance, what moved it line by line, closing balance. */
export function statementText(statement: Statement): string {
  const { participant, name, period, isClosed, accounts, partial, notes } = statement;
  const who = name === '' || name === participant ? participant : `${name} (${participant})`;
  const state = isClosed ? 'closed' : 'open: what is told later may still change it';
  const head = [
    `Statement for ${who}`,
    `${period.name}, ${writeDay(period.from)} to ${writeDay(period.until - 1)}, ${state}`,
  ];
  const nothing =
    partial === null ? 'Nothing was earned or posted.' : 'Nothing was posted of the days you see.';
  const left = partial === null ? [] : wrapped(partial);
  const body = accounts.length > 0 ? accounts.flatMap(accountText) : ['', nothing];
  const why =
    notes.length > 0 ? ['', 'Credits that earned nothing', ...notes.map((note) => `  ${note}`)] : [];
  const rated = accounts.some(({ earned }) =>
    earned.some(({ lines }) => lines.some(({ rate }) => rate !== null)),
  );
  return [...head, ...left, ...body, ...why, '', GROSS, ...(rated ? CENTS : []), ''].join('\n');
}

function accountText(account: StatementAccount): readonly string[] {
  const { currency, opening, closing } = account;
  const held = !closing || closing.held === 0n ? [] : [amount('Held back, not payable yet', closing.held)];
  return [
    '',
    ...(opening
      ? [amount(`Opening balance, ${currency}`, opening.payable)]
      : [`In ${currency}, on the days you see`]),
    ...section('Earned', account.earned),
    ...section('Adjustments', account.adjusted),
    ...section('Draws, holds and payments', account.moved),
    ...(closing ? ['', amount(`Closing balance, ${currency}`, closing.payable)] : []),
    ...held,
  ];
}

/** Words in lines that fit. */
function wrapped(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last.length + word.length < WIDTH) lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    else lines.push(word);
  }
  return ['', ...lines];
}

function section(title: string, entries: readonly StatementEntry[]): readonly string[] {
  return entries.length === 0 ? [] : ['', title, ...entries.flatMap(entryText)];
}

function entryText(entry: StatementEntry): readonly string[] {
  const { kind, incentive, origin, posted, state, cents, reason, lines } = entry;
  const late = origin.name === posted.name ? '' : `, posted to ${posted.name}`;
  const held = state === 'held' ? ', held back' : '';
  const title = kind === 'earning' ? `${incentive} for ${origin.name}${late}${held}` : `${kind}: ${reason}`;
  const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES) : lines;
  return [
    amount(`  ${title}`, cents),
    ...performanceText(entry),
    ...shown.flatMap((line) => lineText(line, entry)),
    ...rest(lines),
  ];
}

function rest(lines: readonly StatementLine[]): readonly string[] {
  if (lines.length <= MOST_LINES) return [];
  const left = lines.slice(MOST_LINES);
  const sum = left.reduce((total, { cents }) => total + cents, 0n);
  return [amount(`    and ${left.length} more lines`, sum)];
}

function performanceText({ performance }: StatementEntry): readonly string[] {
  if (!performance) return [];
  const { plan, measure, unit, measured, quota, attainment } = performance;
  const converted = performance.converted === null ? [] : [`    ${performance.converted}`];
  if (measured === '') return [`    plan ${plan}`, ...converted];
  const number = (decimal: string): string => (unit === null ? money(decimal) : counted(decimal, unit));
  const of = quota === null ? '' : ` of quota ${number(quota)}`;
  const at = attainment === null ? '' : `, attainment ${percent(attainment)}`;
  const what = measured === null ? `${number(measure)} credited` : `${measured} ${number(measure)}`;
  return [`    plan ${plan}: ${what}${of}${at}`, ...converted];
}

function lineText(line: StatementLine, entry: StatementEntry): readonly string[] {
  const { tier, cents, before, cause } = line;
  const why = cause.length > 0 ? [`      because of ${cause.join(', ')}`] : [];
  if (line.for === 'rounding')
    return [amount(`    ${tier}: cents that rounding moved between deals`, cents), ...why];
  const [now, was] = [before + cents, before].map((each) => grouped(writeUnits(each, 2)));
  const told = before === 0n ? [] : [`      now ${now}, told before ${was}`];
  return [
    amount(`    ${bookingText(line, entry)}`, cents),
    ...apart(line),
    ...inPlan(line, entry),
    ...told,
    ...why,
  ];
}

/** On which day a booking counts where that is not its own, and by which rate it became the plan's currency. */
function apart({ counted, creditRate }: StatementLine): readonly string[] {
  return [
    ...(counted === null ? [] : [`      counted on ${writeDay(counted)}, by its plan`]),
    ...(creditRate === null ? [] : [`      ${sayCreditRate(creditRate)}`]),
  ];
}

/** What a line earns in the currency of the plan, where it is paid in another: by how much is said above, with the rates. */
function inPlan({ credit, rate }: StatementLine, { performance }: StatementEntry): readonly string[] {
  const [base, at] = [credit, rate].map((each) => (each === null ? undefined : readDecimal(each)));
  if (!performance || !base || !at) return [];
  const { planCurrency, measured, converted } = performance;
  if (planCurrency === null || converted === null || measured !== null) return [];
  const earned = grouped(writeUnits(roundToUnits(multiply(base, at), 2), 2));
  return [`      is ${earned} ${planCurrency}, paid in the currency of the account by the rate above`];
}

function bookingText(line: StatementLine, entry: StatementEntry): string {
  const { for: paidFor, booking, credit, tier } = line;
  if (paidFor === 'window') return tier === '' ? 'no booking' : `no booking: ${tier}`;
  const name = booking
    ? `${writeDay(booking.date)}  ${booking.booking}/${booking.line}`
    : 'a booking that you do not see';
  const { planCurrency = null, unit = null } = entry.performance ?? {};
  const of = planCurrency === null || unit !== null ? '' : ` ${planCurrency}`;
  const credited = credit === null ? 'taken back' : `${money(credit)}${of}`;
  const at = paidAt(line, entry);
  return [name.padEnd(30), credited.padStart(18), at.padStart(11), ` ${tier}`].join(' ');
}

/** The rate on what was credited, or the amount for each of what is counted; none where credits do not add up to the measure. */
function paidAt({ rate }: StatementLine, { performance }: StatementEntry): string {
  const { unit = null, measured = null } = performance ?? {};
  if (rate === null || measured !== null || unit === '%') return '';
  if (unit === null) return `x ${percent(rate)}`;
  const price = readDecimal(rate);
  return price ? `x ${sayPrice(price)}/${oneOf(unit)}` : '';
}

function amount(label: string, cents: bigint): string {
  const room = WIDTH - MONEY;
  const cut = label.length > room ? `${label.slice(0, room - 1)}…` : label;
  return `${cut.padEnd(room)}${grouped(writeUnits(cents, 2)).padStart(MONEY)}`;
}

/** Money of a window or a credit, to the cent for reading. */
function money(decimal: string): string {
  const value = readDecimal(decimal);
  return value ? grouped(writeUnits(roundToUnits(value, 2), 2)) : decimal;
}

function counted(decimal: string, unit: string): string {
  const value = readDecimal(decimal);
  return value ? sayIn(value, { unit, currency: '' }) : decimal;
}

function percent(decimal: string): string {
  const value = readDecimal(decimal);
  return value ? `${writeDecimal({ n: value.n * 100n, d: value.d }, 4)}%` : decimal;
}

function grouped(text: string): string {
  const [whole = '', places = ''] = text.split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${places}`;
}
