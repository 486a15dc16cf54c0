import fc from 'fast-check';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { anyFacts, anyValue, VALUE_FACTS } from '../../../../test/support/rules/any-values.js';
import { naive } from '../../../../test/support/rules/naive-value.js';
import type { BookingLine, FactValue } from '../../model/facts.js';
import { Roster } from '../../model/roster.js';
import { JudgingRow } from '../../steps/credit/judging-row.js';
import { NAMES_READ, type NamesRead } from '../names/names-read.js';
import { NamedValues } from '../named-values.js';
import { kindOfTree, kindOfType } from '../type-of-value.js';

const RUNS = 2_000;
const NAMES = [...VALUE_FACTS.keys()];
const NOBODY = new Roster({
  participants: [],
  assignments: [],
  attributes: [],
  absences: [],
  territories: [],
  territoryHolders: [],
  groupHeads: [],
  results: [],
});
type Facts = ReadonlyMap<string, FactValue>;

/** In the bulk path a line has these by itself, from its own columns. */
const OWN: readonly string[] = ['line.net', 'booking.date', 'original.net', 'original.date'];

function inRow(values: NamedValues, lines: readonly Facts[]): readonly FactValue[] {
  const row = new JudgingRow([...NAMES.map(alias), 'value.x'], NOBODY, values);
  const booked = lines.map((facts, index): BookingLine => ({
    source: 'crm',
    booking: 'A',
    line: index + 1,
    date: 20_484,
    sequence: 0n,
    currency: 'USD',
    net: 0n,
    salesperson: null,
    territory: null,
    account: null,
    facts: row.lineFacts.map((name) => facts.get(name)),
  }));
  for (const line of booked) row.pass(line);
  row.takeBooking(booked);
  return booked.map((line) => {
    row.takeLine(line);
    return row.values[row.places.get('value.x') ?? -1];
  });
}

/** What a line has by itself is read under another name, so that any facts can be given. */
function alias(name: string): string {
  return OWN.includes(name) ? `line.given-${name.replace('.', '-')}` : name;
}

function renamed<T>(part: T): T {
  return JSON.parse(
    JSON.stringify(part, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
    (key, value: unknown) => {
      if ((key === 'name' || key === 'fact') && typeof value === 'string') return alias(value);
      return typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
    },
  ) as T;
}

describe('one meaning of a value', () => {
  it(`in a row of facts, by name, and as the documentation says it: ${RUNS} values`, () => {
    const known = { yes: 0, no: 0 };
    const booking = fc.array(anyFacts, { minLength: 1, maxLength: 3 });
    const property = fc.property(anyValue('x', true), booking, (written, given) => {
      const value = renamed(written);
      const lines = given.map((facts) => new Map([...facts].map(([name, each]) => [alias(name), each])));
      const findings: never[] = [];
      const types = new Map([...VALUE_FACTS].map(([name, type]) => [alias(name), type]));
      const typeOf = (name: string) => kindOfType(types.get(name) ?? { is: 'text' });
      expect(kindOfTree(value.tree, { typeOf, path: '', findings })?.is).toBe(value.is);
      const values = new NamedValues([value], []);
      const meant = lines.map((facts) => naive(value, { facts, lines }));
      const about = (facts: Facts): NamesRead => ({
        day: 20_484,
        leaf: (name) => facts.get(name),
        get lines() {
          return lines.map(about);
        },
      });
      const byName = values.reader(NAMES_READ)('value.x');
      expect(lines.map((facts) => byName(about(facts)))).toEqual(meant);
      expect(inRow(values, lines)).toEqual(meant);
      for (const each of meant) known[each === undefined ? 'no' : 'yes'] += 1;
    });
    fc.assert(property, runs(RUNS, 20_260_331));
    // Neither may be rare, or agreement would say little.
    expect(Math.min(known.yes, known.no)).toBeGreaterThan(RUNS / 5);
  });
});
