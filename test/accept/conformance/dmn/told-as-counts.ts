import type { Tally } from '../../tally.js';
import { operandsIn } from './cells.js';
import type { DmnCase, DmnTable, DmnValue } from './dmn.js';
import { kindOf } from './values.js';

/** Whether a case reads or compares a time, an instant or a duration: the language has none, so it is told as a count. */
export function isToldAsCounts({ inputs, rules }: DmnTable, given: DmnCase['inputs']): boolean {
  const operands = rules.flatMap(({ when, gives }) => [...when.flatMap(operandsIn), ...gives]);
  const paths = [...inputs.map(({ path }) => path), ...operands.flatMap(({ ref }) => (ref ? [ref] : []))];
  const values = [...operands.map(({ lit }) => lit), ...paths.map((path) => given[path.join('.')])];
  return values.some(isLacking);
}

function isLacking(value: DmnValue | undefined): boolean {
  const kind = value === undefined ? undefined : kindOf(value);
  return kind === 'seconds' || kind === 'months';
}

/** Compares an answer, which counts apart where the case was told as counts. */
export function compareApart(tally: Tally, toldAsCounts: boolean, compare: () => void): void {
  if (toldAsCounts) tally.inOtherWords('with durations and times told as counts', compare);
  else compare();
}
