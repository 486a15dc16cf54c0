/** How many times as many cases a long run tries: fast-check's usual hundred for each property is the measure. */
export const TIMES = Math.max(1, Math.round(Number(process.env['KICKER_PROPERTY_RUNS'] ?? 100) / 100));

/**
 * How often a property is tried: as often as said by day, many times that in `npm run nightly`, but no more than `most`, where each case is long. The
 * seed holds by day; a long run brings its own, which it prints.
 */
export function runs(
  usual: number,
  seed?: number,
  most = Number.MAX_SAFE_INTEGER,
): { numRuns: number; seed?: number } {
  const isOurs = seed !== undefined && !process.env['KICKER_SEED'];
  return { numRuns: Math.max(usual, Math.min(usual * TIMES, most)), ...(isOurs ? { seed } : {}) };
}
