import fc from 'fast-check';

// `npm run nightly` sets both: more runs, and a seed that a failure prints and that repeats it.
const numRuns = Number(process.env.KICKER_PROPERTY_RUNS);
const seed = Number(process.env.KICKER_SEED);
fc.configureGlobal({
  ...(numRuns > 0 ? { numRuns } : {}),
  ...(process.env.KICKER_SEED && Number.isInteger(seed) ? { seed } : {}),
});
