/** How a matrix is made: by which levels go on to others, and how many decide. */
export interface Shape {
  readonly quorum: Readonly<Record<string, number | 'all'>>;
  /** The level in whose place another is asked where nobody of it is there. */
  readonly ifNobody: Readonly<Record<string, string>>;
  /** Where a level that is late goes. */
  readonly late: Readonly<Record<string, string | null>>;
  /** Whether one person counts for one level alone. */
  readonly isByTwo: boolean;
}

/** One of a level decides, two of the desk, and whoever is of two levels is asked once. */
export const PLAIN: Shape = {
  quorum: { desk: 2 },
  ifNobody: {},
  late: { manager: 'director', director: 'vp', vp: null, desk: null },
  isByTwo: false,
};

/** All of the desk and all directors decide, who also decide for a manager who is not there and for a desk that is late, and no person decides two levels. */
export const WIDE: Shape = {
  quorum: { desk: 'all', director: 'all' },
  ifNobody: { manager: 'director' },
  late: { manager: 'director', director: null, vp: null, desk: 'director' },
  isByTwo: true,
};

/** How many of so many people of a level decide. */
export function quorumOf({ quorum }: Shape, level: string, people: number): number {
  const of = quorum[level] ?? 1;
  return of === 'all' ? Math.max(1, people) : of;
}
