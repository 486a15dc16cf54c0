import { compileTable } from '../../../../engine/conditions/compile-table.js';
import { placesOf } from '../../../../engine/conditions/fact-places.js';
import { ratio } from '../../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import { BASE } from '../malformed/base-documents.js';
import { readDocuments } from '../read-documents.js';
import { inputOfTree } from '../typed/input-of-tree.js';
import { treeOfInput } from '../typed/tree-of-input.js';
import { TableInput } from '../kinds/table.input.js';
import { isPlainMap } from '../yaml/plain-tree.js';
import { readPaper } from '../yaml/read-paper.js';

const TABLE = `kicker: 1
table: approvers
from: 2026-01-01
inputs: [booking.type, line.net]
outputs:
  - { id: who, is: text, values: [cfo, vp, manager], default: manager }
  - { id: within, is: days, default: 1 day }
hit: priority
rows-start-with: id
rows:
  - [small, [new, expansion], "<= 10,000 USD", manager, 1 day]
  - [large, "-", "> 10,000 USD", vp, 2 days]
  - [largest, "-", "[50,000 USD, > 60,000 USD]", cfo, 3 days]
no-match: default
`;

function read(table: string, plan?: (text: string) => string) {
  const changed = BASE['plan'] ?? '';
  const documents = { ...BASE, second: table, plan: plan?.(changed) ?? changed };
  return readDocuments(Object.entries(documents).map(([name, text]) => ({ path: `${name}.yaml`, text })));
}

const usd = (amount: bigint): FactValue => ratio(amount);

describe('a table document', () => {
  const given = read(TABLE);
  const table = given.rulebook?.tables.find(({ id }) => id === 'approvers');

  it('says everything, and nothing is wrong but that no plan reads it', () =>
    expect(given.findings.map(({ code }) => code)).toEqual(['UNUSED']));

  it('calls its rows by their ids', () =>
    expect(table?.rows.map(({ id }) => id)).toEqual(['small', 'large', 'largest']));

  it('asks back for a word that is a test, and takes it in quotes', () => {
    const saying = (who: string): readonly string[] =>
      read(TABLE.replaceAll('manager', who)).findings.map(({ code }) => code);
    expect(saying('unknown')).toEqual(['BAD_TEXT', 'BAD_TEXT', 'BAD_TEXT']);
    expect(saying(`'"unknown"'`)).toEqual(['UNUSED']);
  });

  const cases: [string, FactValue, FactValue, string, bigint][] = [
    ['a list in a cell', 'expansion', usd(10_000n), 'manager', 1n],
    ['the best by the order of values', 'new', usd(50_000n), 'cfo', 3n],
    ['a list written as text', 'renewal', usd(60_001n), 'cfo', 3n],
    ['the one that matches', 'renewal', usd(59_999n), 'vp', 2n],
    ['the defaults', 'renewal', usd(1n), 'manager', 1n],
    ['the defaults for what is unknown', undefined, undefined, 'manager', 1n],
  ];
  it.each(cases)('gives %s', (_, type, net, who, days) => {
    if (!table) throw new Error('no table');
    const answer = compileTable(table, placesOf(['booking.type', 'line.net']))([type, net]);
    expect(answer).toEqual(expect.objectContaining({ kind: 'found', outputs: [who, ratio(days)] }));
  });

  it('is the same through a typed input, lists in cells included', () => {
    const { plain } = readPaper(
      TABLE.replace('"[50,000 USD, > 60,000 USD]"', '["50,000 USD", "> 60,000 USD"]'),
    );
    if (!isPlainMap(plain)) throw new Error('no map');
    const input = inputOfTree(TableInput, plain);
    expect(input['rows']).toContainEqual(['largest', '-', '[50,000 USD, > 60,000 USD]', 'cfo', '3 days']);
    expect(treeOfInput(TableInput, input)).toEqual(plain);
  });

  it('has each row id once', () => {
    const { findings } = read(TABLE.replace('[largest,', '[small,'));
    expect(findings).toEqual([expect.objectContaining({ code: 'DUPLICATE_ID', line: 13, column: 6 })]);
  });

  it('gives what a fact says, where a text output names one without quotes', () => {
    const cells = ['booking.reason', '"booking.reason"', 'acme.com', 'one word'];
    const rows = cells.map((cell) => `  - ["-", "-", '${cell}', 1 day]`).join('\n');
    const text = TABLE.replace(/values: .*?\], /, '').replace(
      'hit: priority\nrows-start-with: id',
      'hit: rule-order',
    );
    const { rulebook } = read(text.replace(/  - \[small[^]*cfo, 3 days\]/, rows));
    const written = rulebook?.tables
      .find(({ id }) => id === 'approvers')
      ?.rows.map(({ outputs }) => outputs[0]);
    expect(written).toEqual([
      { name: 'booking.reason' },
      { word: 'booking.reason' },
      { word: 'acme.com' },
      { word: 'one word' },
    ]);
  });

  it('is no rate where it gives a list', () => {
    const list = (BASE['table'] ?? '')
      .replace('hit: unique', 'hit: collect')
      .replace('table: rates', 'table: reasons');
    const { findings } = read(list, (plan) => plan.replace('table.rates.rate', 'table.reasons.rate'));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'HIT_POLICY', file: 'plan.yaml' }));
  });
});
