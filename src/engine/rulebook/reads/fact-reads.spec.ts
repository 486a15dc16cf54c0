import { describe, expect, it } from '@jest/globals';
import { readCondition } from '../../conditions/read-condition.js';
import type { Condition, Plan, Rulebook, Spiff, Table } from '../rulebook.js';
import type { ValueTree } from '../parts/value.js';
import { factReads } from './fact-reads.js';

const NAMES = ['line.net', 'line.typo', 'booking.type', 'account.since', 'attribute.rate', 'attribute.share'];
const facts = {
  fields: NAMES.map((name) => ({ name, is: 'text', means: '' })),
  attributes: [],
  relations: [],
  values: [],
} as unknown as Rulebook['facts'];

const name = (text: string): { readonly name: string } => ({ name: text });
const EMPTY = { conditions: [], values: [], measures: [], incentives: [] };

function when(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings[0]?.message);
  return read.condition;
}

function reads(parts: object): string[] {
  const rulebook = { facts, plans: [], policies: [], tables: [], ...parts } as Rulebook;
  return factReads(rulebook).map((read) => `${read.path} ${read.name} ${read.as}`);
}

const inPlan = (parts: object): string[] => reads({ plans: [{ ...EMPTY, ...parts } as unknown as Plan] });
const measure = (parts: object): string[] =>
  inPlan({ measures: [{ id: 'm', sum: 'count.m', quota: null, when: null, ...parts }] });
const value = (tree: unknown): string[] => inPlan({ values: [{ id: 'v', tree: tree as ValueTree }] });

describe('the facts that documents need', () => {
  it('are those that a table gives, each where it stands first, and in a default', () => {
    const row = (...outputs: object[]): object => ({ tests: [{ is: 'anything' }], outputs });
    const table = {
      inputs: ['booking.type'],
      outputs: [{ id: 'rate' }, { id: 'share', default: name('attribute.share') }],
      rowsStartWith: 'id',
      rows: [
        row({ word: 'a' }, { word: 'b' }),
        row(name('attribute.rate'), name('line.typo')),
        row(name('attribute.rate'), { word: 'c' }),
      ],
    } as unknown as Table;
    expect(reads({ tables: [table] })).toEqual([
      'tables.0.rows.1.2 attribute.rate output',
      'tables.0.rows.1.3 line.typo output',
      'tables.0.outputs.1.default attribute.share output',
    ]);
  });

  it('are those of which the different values are counted', () => {
    expect(measure({ counted: { what: 'distinct', fact: 'line.typo', split: 'whole' } })).toEqual([
      'plans.0.measures.0.distinct line.typo number',
    ]);
  });

  it('are those of a ramp and of a derived measure', () => {
    const modify = [{ kind: 'ramp', since: 'account.since', months: [name('attribute.share')] }];
    const parts = [{ of: 'measure.other', weight: name('attribute.rate') }];
    expect(measure({ sum: '', modify, derived: { kind: 'weighted', parts, noQuota: 'refuse' } })).toEqual([
      'plans.0.measures.0 attribute.rate number',
      'plans.0.measures.0 attribute.share number',
      'plans.0.measures.0 account.since number',
    ]);
    const ratio = { kind: 'ratio', of: ['measure.a', 'measure.b'], ifZero: name('attribute.share') };
    expect(measure({ sum: '', derived: ratio })).toEqual(['plans.0.measures.0 attribute.share number']);
  });

  it('are those of what changes a plan', () => {
    const guarantee = { kind: 'guarantee', at: name('attribute.share'), since: 'account.since' };
    expect(inPlan({ modify: [{ ...guarantee, when: when({ 'booking.type': 'new' }) }] })).toEqual([
      'plans.0.modify.0 attribute.share number',
      'plans.0.modify.0 account.since number',
      'plans.0.modify.0 booking.type test',
    ]);
  });

  it('are those of a SPIFF, and of who takes part', () => {
    const spiff = { ...EMPTY, who: when({ 'attribute.rate': '> 5%' }), conditions: [] };
    const measures = [{ id: 'm', sum: 'line.net', quota: null, when: null }];
    expect(reads({ spiffs: [{ ...spiff, measures } as unknown as Spiff] })).toEqual([
      'spiffs.0.who attribute.rate test',
      'spiffs.0.measures.0.sum line.net number',
    ]);
  });

  it('are those of a value beside what stands under first-known', () => {
    const known = { operator: 'first-known', of: [{ operand: name('line.net') }] };
    expect(value(known)).toEqual([]);
    expect(value({ operator: 'multiply', of: [{ operand: name('line.typo') }, known] })).toEqual([
      'plans.0.values.0 line.typo number',
    ]);
  });

  it('are those that a value tests on lines, but not where unknown will do', () => {
    const over = (condition: unknown): string[] =>
      value({ operator: 'sum-of', number: { operand: name('line.net') }, when: when(condition) });
    expect(over({ 'booking.type': 'new' })).toEqual([
      'plans.0.values.0 booking.type test',
      'plans.0.values.0 line.net number',
    ]);
    expect(over({ 'booking.type': 'unknown' })).toEqual(['plans.0.values.0 line.net number']);
  });
});
