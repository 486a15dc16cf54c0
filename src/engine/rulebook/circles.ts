/** Steps of a circle that are shown; of a longer one the middle is left out. */
const MOST_SHOWN = 10;

/** Circles among nodes, each as its steps from a node back to itself: the shortest through the first node that none before goes through. */
export function circlesAmong(
  nodes: Iterable<string>,
  next: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const told = new Set<string>();
  const circles: (readonly string[])[] = [];
  for (const node of nodes) {
    const circle = told.has(node) ? undefined : circleThrough(node, next);
    if (!circle) continue;
    circle.forEach((each) => told.add(each));
    circles.push(circle);
  }
  return circles;
}

/** `a → b → a`. */
export function sayCircle(circle: readonly string[]): string {
  const half = MOST_SHOWN / 2;
  const shown =
    circle.length <= MOST_SHOWN ? circle : [...circle.slice(0, half), '…', ...circle.slice(-half)];
  return shown.join(' → ');
}

function circleThrough(
  start: string,
  next: (node: string) => readonly string[],
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (const node of waiting) {
    for (const other of next(node)) {
      if (other === start) return [...wayTo(node, cameFrom), start];
      if (cameFrom.has(other)) continue;
      cameFrom.set(other, node);
      waiting.push(other);
    }
  }
  return undefined;
}

function wayTo(node: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [node];
  for (let before = cameFrom.get(node); before !== undefined; before = cameFrom.get(before)) way.push(before);
  return way.reverse();
}
