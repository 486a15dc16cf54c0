/** Letters to insert, delete, change or swap to make one word of the other; stops counting above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : change;
      current.push(Math.min(change, swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? limit + 1;
}

/** The known name that was most likely meant, or `undefined` when none is close: at most a third of its letters differ. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const text = written.slice(0, 80).toLowerCase();
  let best: { name: string; far: number } | undefined;
  for (const name of known) {
    const limit = Math.max(1, Math.floor(Math.max(text.length, name.length) / 3));
    const far = distance(text, name.toLowerCase(), limit);
    if (far <= limit && (!best || far < best.far || (far === best.far && name < best.name)))
      best = { name, far };
  }
  return best?.name;
}

/** "Did you mean `x`?", or the words to choose from where none is close; `declare` says how one is made where there is none yet. */
export function suggest(written: string, known: readonly string[], declare?: string): string {
  const near = nearest(written, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  if (known.length === 0) return declare ?? 'Nothing of that kind is declared.';
  const shown = known.slice(0, 12).join(', ');
  return `Write one of: ${shown}${known.length > 12 ? ', …' : ''}.`;
}

/** How a unit is declared where a fact catalogue has none. */
export function declareUnit(unit: string): string {
  return `Declare it in facts.yaml: \`units: [${unit}]\`.`;
}
