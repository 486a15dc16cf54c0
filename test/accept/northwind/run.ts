import path from 'node:path';
import {
  add,
  readDecimal,
  roundToUnits,
  writeDecimal,
  writeUnits,
  ZERO,
  type Ratio,
} from '../../../src/engine/kernel/ratio.js';
import type { Earning } from '../../../src/engine/model/result.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import { chainsOf, compareChains } from '../chains.js';
import { AcceptanceCompany } from '../company.js';
import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { northwindFiles } from './inputs.js';

type Table = Readonly<Record<string, string | number>>;
type Expected = Readonly<Record<string, Table>>;

/** What needs holds and releases, and how many given answers that are. */
const WAITS: Readonly<Record<string, string>> = {
  released: 'release on shipment: holds and releases are not built yet',
  held: 'release on shipment: holds and releases are not built yet',
  override_released: 'release on shipment: holds and releases are not built yet',
  override_held: 'release on shipment: holds and releases are not built yet',
};
const TOTALS = ['net', 'accrued'];

/** Northwind, scenario NW-A: imported, published and calculated; what is earned is compared, what is released waits. */
export async function northwind(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('northwind');
  const expected = shared.json<Expected>('expected', 'northwind-a.json');
  const company = await AcceptanceCompany.open();
  try {
    await company.publish(...['facts', 'engagement', 'rates', 'plan', 'approvals'].map(here));
    for (const { kind, csv } of northwindFiles(shared)) await company.import(kind, { csv });
    const calculated = await company.calculate();
    const lines = await company.linesOf(calculated, 'commission');
    const bookings = new Map(
      [...lines].map(([person, all]) => [
        person,
        new Set(all.flatMap(({ booking }) => booking?.booking ?? [])),
      ]),
    );
    const earned = (wanted: string): readonly Earning[] =>
      calculated.earnings.map(({ earning }) => earning).filter(({ incentive }) => incentive === wanted);
    compare(tally, expected, { own: earned('commission'), bookings });
    compareOverride(tally, expected, earned('override'));
    const chains = expected['approval_chains'] as Readonly<Record<string, number>>;
    compareChains(tally, chains, chainsOf(await company.previewDeals()));
  } finally {
    await company.close();
  }
  return tally;
}

interface Found {
  readonly own: readonly Earning[];
  /** Of each participant, the bookings that were credited. */
  readonly bookings: ReadonlyMap<string, ReadonlySet<string>>;
}

function compare(tally: Tally, expected: Expected, { own, bookings }: Found): void {
  const of = (person: string): readonly Earning[] => own.filter(({ participant }) => participant === person);
  for (const [person, count] of Object.entries(expected['orders_by_employee'] ?? {}))
    tally.same(`orders of ${person}`, String(count), String(bookings.get(person)?.size ?? 0));
  for (const [person, net] of Object.entries(expected['net_by_employee'] ?? {}))
    tally.same(`net of ${person}`, plain(net), writeDecimal(sum(of(person))));
  for (const [key, amount] of Object.entries(expected['accrued'] ?? {})) {
    const [person = '', quarter = ''] = key.split('|');
    const found = of(person).find(({ period }) => period.name.replace('-', '') === quarter);
    tally.same(`accrued ${key}`, String(amount), found && writeUnits(found.amount, 2));
  }
  const totals = expected['totals'] ?? {};
  tally.same('net of all', plain(totals['net']), writeDecimal(sum(own)));
  tally.same(
    'accrued of all',
    String(totals['accrued']),
    writeUnits(
      own.reduce((all, { amount }) => all + amount, 0n),
      2,
    ),
  );
  for (const [section, reason] of Object.entries(WAITS))
    tally.waits(`${section} (${Object.keys(expected[section] ?? {}).length} answers)`, reason);
  const left = Object.keys(totals).filter((name) => !TOTALS.includes(name));
  tally.waits(`totals ${left.join(', ')}`, 'release on shipment: holds and releases are not built yet');
}

/** What is earned is what is released at some time and what is still held: the quarters in which it is released wait. */
function compareOverride(tally: Tally, expected: Expected, earned: readonly Earning[]): void {
  for (const [person, held] of Object.entries(expected['override_held'] ?? {})) {
    const released = Object.entries(expected['override_released'] ?? {}).filter(([key]) =>
      key.startsWith(`${person}|`),
    );
    const all = [held, ...released.map(([, amount]) => amount)];
    const wanted = all.map((amount) => readDecimal(String(amount)) ?? ZERO).reduce(add, ZERO);
    const cents = earned
      .filter(({ participant }) => participant === person)
      .reduce((sum, { amount }) => sum + amount, 0n);
    tally.same(
      `override of ${person}, released and held`,
      writeUnits(roundToUnits(wanted, 2), 2),
      writeUnits(cents, 2),
    );
  }
}

function sum(earnings: readonly Earning[]): Ratio {
  return earnings.map(({ measure }) => measure).reduce(add, ZERO);
}

/** A decimal without trailing zeros, so that only its value is compared. */
function plain(number: string | number | undefined): string {
  const text = String(number);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const here = (name: string): string =>
  path.join(projectRoot(), 'test', 'accept', 'northwind', `${name}.yaml`);
