/** One measured figure: median over the rounds, and how far the rounds lay apart. */
export interface Figure {
  readonly name: string;
  readonly size: string;
  readonly figure: number;
  readonly target: number | null;
  readonly higherIsBetter: boolean;
  readonly spread: readonly [lowest: number, highest: number];
}

export function figure(of: Omit<Figure, 'figure' | 'spread'>, values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median =
    sorted.length % 2 === 1 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
  const { name, size, target, higherIsBetter } = of;
  return {
    name,
    size,
    figure: shown(median),
    target,
    higherIsBetter,
    spread: [shown(at(sorted, 0)), shown(at(sorted, sorted.length - 1))],
  };
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}

function shown(value: number): number {
  return Number(value.toPrecision(3));
}
