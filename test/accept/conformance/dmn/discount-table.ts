import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { prepare, sayAnswer } from './decide.js';
import type { DmnTable, DmnValue } from './dmn.js';
import { documentsOf } from './documents.js';
import { readCell } from './feel.js';
import { factsOf, sayExpected } from './tables.js';

interface DiscountTable {
  readonly hitPolicy: string;
  readonly inputs: readonly string[];
  /** The last cell is the discount. */
  readonly rules: readonly (readonly (string | number)[])[];
  readonly cases: readonly { readonly in: readonly DmnValue[]; readonly expected: number | null }[];
}

/** A published discount policy: percentage points that add up. */
export function discountTable(shared: SharedFolder, tally: Tally): void {
  const given = shared.json<DiscountTable>('conformance', 'example-discount-table.json');
  const table: DmnTable = {
    name: 'discounts',
    hitPolicy: given.hitPolicy,
    inputs: given.inputs.map((name) => ({ path: [name] })),
    outputs: [{ name: 'points' }],
    rules: given.rules.map((cells) => ({
      when: cells.slice(0, -1).map((cell) => readCell(String(cell))),
      gives: [{ lit: Number(cells.at(-1)) }],
    })),
  };
  const ready = prepare(documentsOf(table, []));
  const [error] = ready.errors;
  if (error) throw new Error(`The discount table is refused: ${error.message}`);
  given.cases.forEach(({ in: values, expected }, at) => {
    const inputs = Object.fromEntries(given.inputs.map((name, place) => [name, values[place] ?? null]));
    tally.same(
      `example-discount-table ${at + 1}`,
      sayExpected(table, expected),
      sayAnswer(ready.decide(factsOf({ inputs })), 'in-order'),
    );
  });
}
