import type { Slice } from '../settling.sql.js';
import { linesOf, type SettlingWindow } from '../windows.js';

/** Runs of windows with at most so many lines; a window with more is a run of its own. */
export function* batches(
  windows: readonly SettlingWindow[],
  most: number,
): Generator<readonly SettlingWindow[]> {
  let batch: SettlingWindow[] = [];
  let lines = 0;
  for (const window of windows) {
    const own = linesOf(window);
    if (batch.length > 0 && lines + own > most) {
      yield batch;
      [batch, lines] = [[], 0];
    }
    batch.push(window);
    lines += own;
  }
  if (batch.length > 0) yield batch;
}

/**
 * How a batch is read: at once, or, where one window alone has more lines, in slices of its booking lines, whose ids are hashes and lie
 * evenly. The slices follow each other in the order of ids, and the last takes the rounding line too.
 */
export function* slicesOf(batch: readonly SettlingWindow[], most: number): Generator<Slice> {
  const [first, last] = [batch[0]?.number ?? 0, batch.at(-1)?.number ?? 0];
  const lines = batch.reduce((sum, window) => sum + linesOf(window), 0);
  const count = batch.length === 1 ? Math.max(1, Math.ceil(lines / most)) : 1;
  const bound = (slice: number): string | null =>
    slice === 0 || slice === count ? null : idAt(slice / count);
  for (let slice = 0; slice < count; slice += 1)
    yield { first, last, from: bound(slice), before: bound(slice + 1) };
}

/** The id that so large a share of all ids comes before. */
function idAt(share: number): string {
  const start = Math.floor(share * 0x1_0000_0000);
  return `${start.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`;
}
